// Bundles the tests of the page's pure functions and runs them in Node: node test.mjs SCRATCH_DIR
import { build } from "esbuild";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { run } from "node:test";
import { fileURLToPath } from "node:url";

const web = dirname(fileURLToPath(import.meta.url));
const tests = join(web, "..", "tests", "web");
const [, , scratch] = process.argv;
if (!scratch) {
  console.error("node test.mjs SCRATCH_DIR: the folder with what Python wrote is missing");
  process.exit(2);
}

// esbuild has printed what is wrong and where; a stack trace of this file adds nothing.
process.on("uncaughtException", (error) => {
  console.error(`test.mjs: ${error.message.split("\n")[0]}`);
  process.exit(1);
});

const files = (await readdir(tests, { recursive: true })).filter((path) =>
  path.endsWith(".test.ts"),
);
/** What Python has written for this run: the emitted arithmetic, and numbers to compare with. */
const written = {
  name: "written-by-python",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/(activations\.js|reference\.json)$/ }, ({ path }) => ({
      path: join(scratch, basename(path)),
    })),
};
await build({
  absWorkingDir: web,
  entryPoints: files.map((path) => join(tests, path)),
  outbase: tests,
  outdir: join(scratch, "tests"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: ["node18"],
  sourcemap: "inline",
  alias: { "d3-interpolate": "./src/drawing/d3-interpolate-of-numbers.ts" },
  plugins: [written],
  // Tests lie outside web/, and what they import beside the page's sources is installed here.
  nodePaths: [join(web, "node_modules")],
  external: ["linkedom"],
  logLevel: "warning",
});

process.env.NODE_OPTIONS = "--enable-source-maps";
const begun = performance.now();
let passed = 0;
let failed = 0;
const output = [];
/** The test file among paths, each of a source or of its bundle. */
const source = (paths) =>
  paths
    .flatMap((path) => [join(scratch, "tests"), tests].map((folder) => relative(folder, path)))
    .find((path) => !path.startsWith(".."))
    ?.replace(/mjs$/, "ts");
/** The error with the lines of its stack that lie in the sources. */
const told = (error) => String(error.stack ?? error).replace(/\n +at .*node:internal.*/g, "");
const stream = run({
  files: files.map((path) => join(scratch, "tests", path.replace(/ts$/, "mjs"))),
  concurrency: true,
});
stream.on("test:pass", () => passed++);
stream.on("test:fail", ({ name, file, details: { error } }) => {
  failed++;
  output.push(
    `FAILED tests/web/${source([file ?? name, name])}: ${name}\n${told(error.cause ?? error)}\n\n`,
  );
});
// What a test prints, and why a file could not be run at all.
for (const event of ["test:stdout", "test:stderr"]) {
  stream.on(event, ({ message }) => output.push(message));
}
for await (const _ of stream);
if (output.length) console.log(output.join("").trimEnd());
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(`tests/web: ${failed ? `${failed} failed, ` : ""}${passed} passed in ${seconds} s`);
process.exit(failed || passed === 0 ? 1 : 0);
