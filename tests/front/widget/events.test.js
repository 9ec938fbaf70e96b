import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { openPage } from "./page.js";
import { EventParser, EventStream } from "./widget/events.js";

let page;
beforeEach(() => (page = openPage()));

/** @param {string[]} pieces */
function read(...pieces) {
  const parser = new EventParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

const PARSED = [
  ["nothing", "", []],
  ["one event", "id: 1\ndata: a\n\n", [{ id: "1", data: "a" }]],
  ["without the space", "id:1\ndata:a\n\n", [{ id: "1", data: "a" }]],
  ["with more spaces", "data:  a\n\n", [{ id: "", data: " a" }]],
  ["data over lines", "data: a\ndata: b\n\n", [{ id: "", data: "a\nb" }]],
  ["a sign of life", ": nog hier\n\n: nog hier\n\n", []],
  ["a name that we do not use", "event: bericht\nretry: 5\n\n", []],
  ["an id alone", "id: 7\n\n", [{ id: "7", data: "" }]],
  ["a colon in what is said", 'data: {"a": "b: c"}\n\n', [{ id: "", data: '{"a": "b: c"}' }]],
  [
    "line ends of every kind",
    "id: 1\r\ndata: a\r\n\r\nid: 2\rdata: b\r\r\n",
    [
      { id: "1", data: "a" },
      { id: "2", data: "b" },
    ],
  ],
  ["an event that is not complete", "id: 1\ndata: a\n", []],
  [
    "two after each other",
    "data: a\n\n\n\ndata: b\n\n",
    [
      { id: "", data: "a" },
      { id: "", data: "b" },
    ],
  ],
  ["writing of every kind", "data: é 😀 مرحبا\n\n", [{ id: "", data: "é 😀 مرحبا" }]],
];

for (const [what, text, events] of PARSED) {
  test(`${what}, wherever the network cuts it`, () => {
    assert.deepEqual(read(text), events);
    assert.deepEqual(read(...text), events);
    for (let cut = 1; cut < text.length; cut += 1) {
      assert.deepEqual(read(text.slice(0, cut), text.slice(cut)), events, `cut at ${cut}`);
    }
  });
}

/** An answer of the server, which then ends. */
function answer(text) {
  return { body: new Blob([text]).stream() };
}

/** Runs a stream over these answers; an error among them is thrown. Stops after the last one. */
async function follow(answers, isFinal = () => false) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const asked = [];
  const heard = [];
  let connections = 0;
  const open = async (lastId) => {
    asked.push(lastId);
    const next = answers.shift();
    if (answers.length === 0) stream.stop();
    if (next instanceof Error) throw next;
    return answer(next);
  };
  const stream = new EventStream(
    open,
    (data) => heard.push(data),
    () => (connections += 1),
  );
  let over = false;
  const ended = stream.run(isFinal).finally(() => (over = true));
  while (!over) {
    await new Promise(setImmediate);
    mock.timers.tick(30_000);
  }
  mock.timers.reset();
  return { asked, heard, connections, error: await ended };
}

test("it goes on after what it heard last", async () => {
  const told = await follow(["id: 3\ndata: a\n\n", "id: 4\ndata: b\n\n", ""]);
  assert.deepEqual(told.asked, ["", "3", "4"]);
  assert.deepEqual(told.heard, ["a", "b"]);
  assert.equal(told.connections, 3);
});

test("an event without an id does not forget the place", async () => {
  const told = await follow(["id: 3\ndata: a\n\ndata: b\n\n", ""]);
  assert.deepEqual(told.asked, ["", "3"]);
});

test("what was not complete when the line broke is not delivered", async () => {
  const told = await follow(["id: 3\ndata: a\n\nid: 4\ndata: b", ""]);
  assert.deepEqual(told.heard, ["a"]);
  assert.deepEqual(told.asked, ["", "3"]);
});

test("it tries again after a failure", async () => {
  const told = await follow([new Error("weg"), "id: 1\ndata: a\n\n", ""]);
  assert.deepEqual(told.heard, ["a"]);
  assert.equal(told.error, null);
});

test("it stops where trying again makes no sense, and says why", async () => {
  const gone = new Error("verlopen");
  const told = await follow(["data: a\n\n", gone, "data: b\n\n", ""], (error) => error === gone);
  assert.equal(told.error, gone);
  assert.deepEqual(told.heard, ["a"]);
});

const NOON = Date.UTC(2026, 10, 28, 12);

/** A stream whose line says one thing and then stays open, until it is cut off. */
function holding() {
  const asked = [];
  const heard = [];
  const open = async (lastId, signal) => {
    asked.push(lastId);
    const start = (line) => {
      line.enqueue(new TextEncoder().encode("id: 7\ndata: a\n\n"));
      signal.addEventListener("abort", () => line.error(new Error("cut off")));
    };
    return { body: new ReadableStream({ start }) };
  };
  const deliver = (data) => heard.push(data);
  return { asked, heard, stream: new EventStream(open, deliver, () => {}) };
}

async function aMoment() {
  await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Waits until so much was heard; on a slow machine longer. */
async function until(heard, count) {
  for (let tries = 0; heard.length < count && tries < 2_000; tries += 1) await aMoment();
}

/** From where it connects when this happens to the page so many seconds after it heard something. */
async function connections(happen, seconds, again) {
  const clock = mock.method(Date, "now", () => NOON);
  const { asked, heard, stream } = holding();
  const ended = stream.run(() => false);
  await until(heard, 1);
  clock.mock.mockImplementation(() => NOON + 1_000 * seconds);
  happen();
  await (again ? until(heard, 2) : aMoment());
  stream.stop();
  await ended;
  clock.mock.restore();
  return asked;
}

const RETURNS = [
  ["the network is back", () => page.tell("online"), 1, true],
  ["the page comes out of the drawer", () => page.tell("pageshow", { persisted: true }), 1, true],
  ["the page was only opened", () => page.tell("pageshow", { persisted: false }), 1, false],
  ["somebody looks again after a short while", () => page.tell("visibilitychange"), 20, false],
  ["somebody looks again after a long while", () => page.tell("visibilitychange"), 21, true],
  ["somebody looks away", () => ((page.document.visibilityState = "hidden"), page.tell("visibilitychange")), 60, false],
];

for (const [what, happen, seconds, again] of RETURNS) {
  test(`${what}: ${again ? "it connects at once, from where it was" : "it leaves the line as it is"}`, async () => {
    assert.deepEqual(await connections(happen, seconds, again), again ? ["", "7"] : [""]);
  });
}

test("whoever stops it while it waits to try again does not wait", async () => {
  const asked = [];
  const open = (lastId) => Promise.reject(new Error(`weg ${asked.push(lastId)}`));
  const stream = new EventStream(
    open,
    () => {},
    () => {},
  );
  const ended = stream.run(() => false);
  await until(asked, 1);
  await aMoment();
  const began = performance.now();
  stream.stop();
  assert.equal(await ended, null);
  assert.ok(performance.now() - began < 900, "the first pause is a second");
});
