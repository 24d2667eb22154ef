// Bundles the page's script and style and copies its fonts: node build.mjs OUT_DIR
import { build } from "esbuild";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const web = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("node build.mjs OUT_DIR: the folder to build into is missing");
  process.exit(2);
}
const modules = join(web, "node_modules");
const fonts = {
  "newsreader-400": "newsreader/files/newsreader-latin-400-normal",
  "newsreader-400-italic": "newsreader/files/newsreader-latin-400-italic",
  "newsreader-500": "newsreader/files/newsreader-latin-500-normal",
  "plex-mono-400": "ibm-plex-mono/files/ibm-plex-mono-latin-400-normal",
};

// esbuild has printed what is wrong and where; a stack trace of this file adds nothing.
process.on("uncaughtException", (error) => {
  console.error(`build.mjs: ${error.message.split("\n")[0]}`);
  process.exit(1);
});

/** Makes one space of each line break in a template: indentation is 0.8 kB of a first visit. */
function collapseTemplates(source) {
  const breaks = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && /^(html|svg|mathml)$/.test(node.tag.getText())) {
      const { template } = node;
      const texts = template.templateSpans?.map(({ literal }) => literal) ?? [];
      for (const text of [template.head ?? template, ...texts]) {
        for (const { 0: found, index } of text.getText().matchAll(/\s*\n\s*/g)) {
          breaks.push([text.getStart() + index, found.length]);
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("module.ts", source, ts.ScriptTarget.Latest, true));
  for (const [at, length] of breaks.sort(([a], [b]) => b - a)) {
    source = `${source.slice(0, at)} ${source.slice(at + length)}`;
  }
  return source;
}
const templates = {
  name: "templates",
  setup: (bundler) =>
    bundler.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: collapseTemplates(await readFile(path, "utf8")),
      loader: "ts",
    })),
};

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "fonts"), { recursive: true });
// The front page has its script in one piece, 8 kB less on the wire than in chunks, and the labs in
// one that is asked for later; what the other pages share is loaded once.
const scripts = [
  { pages: { guide: "guide", labs: "labs" }, chunkNames: "guide-and-labs" },
  {
    pages: { index: "species-index", plate: "plate", gate: "gate", compare: "compare" },
    chunkNames: "shared-[hash]",
  },
];
const inputs = [];
for (const { pages, chunkNames } of scripts) {
  const { metafile } = await build({
    absWorkingDir: web,
    entryPoints: Object.fromEntries(
      Object.entries(pages).map(([name, page]) => [name, `src/pages/${page}.ts`]),
    ),
    outdir: out,
    bundle: true,
    minify: true,
    metafile: true,
    format: "esm",
    splitting: true,
    chunkNames,
    plugins: [templates],
    alias: { "d3-interpolate": "./src/drawing/d3-interpolate-of-numbers.ts" },
    target: ["es2022"],
    // The arithmetic is emitted by the server from the Python definitions.
    external: ["../activations.js"],
    legalComments: "none",
    logLevel: "warning",
  });
  inputs.push(...Object.keys(metafile.inputs));
}
// labs.ts imports guide.ts, so that each module exists once. esbuild therefore puts all of guide.ts
// into the chunk that both share and leaves guide.js with one import. The chunk replaces guide.js.
await rename(join(out, "guide-and-labs.js"), join(out, "guide.js"));
const labs = await readFile(join(out, "labs.js"), "utf8");
await writeFile(join(out, "labs.js"), labs.replaceAll("./guide-and-labs.js", "./guide.js"));
await build({
  absWorkingDir: web,
  entryPoints: ["guide", "species", "labs"].map((sheet) => `style/pages/${sheet}.css`),
  outdir: out,
  bundle: true,
  minify: true,
  target: ["es2022", "chrome111", "firefox113", "safari16.4"],
  external: ["fonts/*"],
  logLevel: "warning",
});
for (const [name, path] of Object.entries(fonts)) {
  await cp(join(modules, "@fontsource", `${path}.woff2`), join(out, "fonts", `${name}.woff2`));
}

const packages = new Set(["@fontsource/newsreader", "@fontsource/ibm-plex-mono"]);
for (const input of inputs) {
  const name = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
  if (name) packages.add(name);
}
const licences = [];
for (const name of [...packages].sort()) {
  licences.push(`${name}\n\n${await readFile(join(modules, name, "LICENSE"), "utf8")}`);
}
await writeFile(join(out, "licences.txt"), licences.join(`\n${"-".repeat(72)}\n\n`));
