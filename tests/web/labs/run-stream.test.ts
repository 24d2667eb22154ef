// A run is read line by line as it comes: kept as it was sent, paused, stopped, or refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RunReader } from "../../../web/src/labs/run-stream";

const lines = [
  { kind: "header", lab: "bend", version: "0", params: { epochs: 2 }, fields: {} },
  { kind: "setup", names: ["ReLU"], slugs: ["relu"] },
  { kind: "frame", progress: 0.1, epoch: 0 },
  { kind: "progress", progress: 0.2 },
  { kind: "divergence", activation: 0, reason: "too fast", epoch: 1 },
  { kind: "frame", progress: 1, epoch: 1 },
  { kind: "summary", says: "Done." },
].map((line) => JSON.stringify(line));

/** Reads what a server answers, once it has ended. */
async function read(answer: Response | (() => Promise<Response>)): Promise<RunReader> {
  globalThis.fetch = typeof answer === "function" ? answer : () => Promise.resolve(answer);
  return new Promise((ended) => {
    const reader = new RunReader("labs/bend", () => reader.end && ended(reader));
  });
}

/** An answer in pieces, cut anywhere. */
const pieces = (text: string, size: number): Response => {
  const bytes = new TextEncoder().encode(text);
  return new Response(
    new ReadableStream({
      start(controller) {
        for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
        controller.close();
      },
    }),
  );
};

for (const size of [1, 7, 1_000_000]) {
  test(`a run that comes in pieces of ${size} bytes is whole`, async () => {
    const text = `${lines.join("\n")}\n`.replace("Done.", "Done — 2 µs.");
    const { end, run, lines: kept } = await read(pieces(text, size));
    assert.deepEqual(end, { kind: "done" });
    // A line that only says how far the work is has nothing to draw.
    assert.deepEqual(
      run!.frames.map(({ progress }) => progress),
      [0.1, 1],
    );
    assert.equal(run!.divergences[0]!.before, 1);
    assert.equal(run!.summary!.says, "Done — 2 µs.");
    assert.equal(`${kept.join("\n")}\n`, text);
  });
}

test("before its first frame there is nothing to draw", async () => {
  const { run, end } = await read(pieces(`${lines.slice(0, 2).join("\n")}\n`, 50));
  assert.equal(run, undefined);
  assert.equal(end!.kind, "failed");
});

const faults: readonly [string, string, string][] = [
  ["no line at all", "", "the stream broke off before its end"],
  ["half a run", `${lines.slice(0, 4).join("\n")}\n`, "the stream broke off before its end"],
  ["a line that is cut", '{"kind": "header"\n', "a line of the stream cannot be read"],
  [
    "a kind there is not",
    '{"kind": "plot"}\n',
    "the stream has a line of the unknown kind “plot”: reload the page",
  ],
  ["an error", '{"kind": "error", "reason": "out of memory"}\n', "out of memory"],
];
for (const [what, body, reason] of faults) {
  test(`a stream with ${what} is said to have failed`, async () => {
    const { end } = await read(pieces(body, 1000));
    assert.deepEqual(end, { kind: "failed", reason, refused: false });
  });
}

test("what came before a stream broke off stays", async () => {
  const { run } = await read(pieces(`${lines.slice(0, 4).join("\n")}\n`, 30));
  assert.equal(run!.frames.length, 1);
});

test("refused parameters are told from a server that fails or does not answer", async () => {
  const refused = await read(new Response("depth: at most 100\n", { status: 422 }));
  assert.deepEqual(refused.end, { kind: "failed", reason: "depth: at most 100", refused: true });
  const failed = await read(new Response("", { status: 500 }));
  const reason = "the server answers 500";
  assert.deepEqual(failed.end, { kind: "failed", reason, refused: false });
  const silent = await read(() => Promise.reject(new TypeError("no network")));
  const silence = "the guide’s server does not answer";
  assert.deepEqual(silent.end, { kind: "failed", reason: silence, refused: false });
});

test("while paused nothing is read, and a stopped run keeps what came", async () => {
  let asked = 0;
  const endless = new ReadableStream({
    pull(controller) {
      const line = lines[Math.min(asked++, 2)]!;
      controller.enqueue(new TextEncoder().encode(`${line}\n`));
    },
  });
  globalThis.fetch = () => Promise.resolve(new Response(endless));
  const turn = () => new Promise((next) => setTimeout(next, 5));
  const reader = new RunReader("labs/bend", () => {
    if ((reader.run?.frames.length ?? 0) >= 3) reader.pause();
  });
  while (!reader.paused) await turn();
  await turn();
  const [frames, pulled] = [reader.run!.frames.length, asked];
  await turn();
  assert.deepEqual([reader.run!.frames.length, asked], [frames, pulled]);
  reader.resume();
  while (reader.run!.frames.length === frames) await turn();
  reader.stop();
  assert.deepEqual(reader.end, { kind: "stopped" });
  assert.ok(reader.run!.frames.length > frames);
});
