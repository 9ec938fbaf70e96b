import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { openPage } from "./page.js";
import { Problem, Unreachable } from "./widget/api.js";
import { Conversation, Memory } from "./widget/conversation.js";

const HELLO = { id: "1", van: "assistent", tijd: "t", tekst: "Dag." };
const ANSWER = { id: "3", van: "assistent", tijd: "t", tekst: "Gehoord." };
const GONE = new Problem(404, "Weg.", "geen_gesprek", "");
const EXPIRED = new Problem(401, "Gesloten.", "verlopen", "");

/** An API that does as it is told, and remembers what it was asked. */
class StandIn {
  sent = [];
  begun = 0;
  answers = [];
  stored = [HELLO];

  async start() {
    this.begun += 1;
    return { id: `g${this.begun}`, token: "t", berichten: [HELLO] };
  }

  async send(_session, body) {
    this.sent.push(body);
    const next = this.answers.shift() ?? { berichten: [ANSWER] };
    if (next instanceof Error) throw next;
    return next;
  }

  async read() {
    if (this.stored instanceof Error) throw this.stored;
    return { berichten: this.stored };
  }

  async danger() {
    throw this.stored;
  }

  async extend() {
    if (this.stored instanceof Error) throw this.stored;
  }

  async erase() {
    if (this.stored instanceof Error) throw this.stored;
  }

  /** A line on which nothing is ever said. */
  events(_session, _lastId, signal) {
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
  }
}

/** What the view was told. */
class Listener {
  lines = [];
  told = [];

  added(entries, live) {
    this.lines.push(...entries);
    this.told.push(live ? "added" : "restored");
  }

  changed(entry) {
    this.told.push(entry.delivery);
  }

  removed(entry) {
    this.lines = this.lines.filter((other) => other !== entry);
  }

  refused(_entry, problem) {
    this.told.push(`refused ${problem.status}`);
  }

  undelivered() {
    this.told.push("undelivered");
  }

  ended(problem) {
    this.told.push(`ended ${problem.code}`);
  }

  busy() {}
  progress() {}
  expiring() {}

  get texts() {
    return this.lines.map(({ van, tekst }) => `${van}: ${tekst}`);
  }
}

let api, memory, listener, conversation;

function enter(name = "leiden") {
  memory = new Memory(name);
  listener = new Listener();
  conversation = new Conversation(api, memory, "leiden", listener);
}

beforeEach(() => {
  openPage();
  api = new StandIn();
  enter();
});

async function begun() {
  await conversation.open();
}

/** A test after which no line stays open. */
function it(what, use) {
  test(what, () => use().finally(() => conversation.close()));
}

it("a message and its answer stand once, whatever comes twice", async () => {
  await begun();
  await conversation.send({ tekst: "hallo" }, "hallo");
  api.answers = [{ berichten: [HELLO, ANSWER, { ...ANSWER, id: "4", tekst: "Nog iets." }] }];
  await conversation.send({ tekst: "en" }, "en");
  assert.deepEqual(listener.texts, [
    "assistent: Dag.",
    "inwoner: hallo",
    "assistent: Gehoord.",
    "inwoner: en",
    "assistent: Nog iets.",
  ]);
});

it("a second press while a message is on its way sends nothing", async () => {
  await begun();
  const both = [conversation.send({ tekst: "a" }, "a"), conversation.send({ tekst: "a" }, "a")];
  assert.deepEqual(await Promise.all(both), [true, false]);
  assert.equal(api.sent.length, 1);
  assert.equal(conversation.isBusy, false);
});

for (const failure of [
  new Unreachable("weg"),
  new Problem(500, "Fout.", "fout", ""),
  new Problem(503, "", "even_niet", ""),
]) {
  it(`what was not delivered (${failure.message || failure.status}) stays, and goes again with the same key`, async () => {
    await begun();
    api.answers = [failure];
    await conversation.send({ tekst: "hallo" }, "hallo");
    assert.ok(listener.told.includes("undelivered"));
    assert.equal(listener.lines.at(-1).delivery, "failed");
    await conversation.retry(listener.lines.at(-1));
    assert.equal(api.sent[0].sleutel, api.sent[1].sleutel);
    assert.match(api.sent[0].sleutel, /^[0-9a-f]{32}$/);
    assert.deepEqual(listener.texts.slice(-2), ["inwoner: hallo", "assistent: Gehoord."]);
  });
}

it("each message has a key of its own", async () => {
  await begun();
  await conversation.send({ tekst: "a" }, "a");
  await conversation.send({ tekst: "a" }, "a");
  assert.notEqual(api.sent[0].sleutel, api.sent[1].sleutel);
});

it("what was delivered is not sent again", async () => {
  await begun();
  await conversation.send({ tekst: "a" }, "a");
  await conversation.retry(listener.lines[1]);
  await conversation.retryAll();
  assert.equal(api.sent.length, 1);
});

it("everything that was not delivered goes again, in order", async () => {
  await begun();
  api.answers = [new Unreachable("weg"), new Unreachable("weg")];
  await conversation.send({ tekst: "een" }, "een");
  await conversation.send({ tekst: "twee" }, "twee");
  await conversation.retryAll();
  assert.deepEqual(
    api.sent.map(({ tekst }) => tekst),
    ["een", "twee", "een", "twee"],
  );
  assert.ok(listener.lines.every(({ delivery }) => delivery === "sent"));
});

it("a refused message is taken back, and what was said elsewhere is shown", async () => {
  await begun();
  api.answers = [new Problem(409, "Te laat.", "keuze_verlopen", "")];
  api.stored = [HELLO, { id: "2", van: "inwoner", tijd: "t", tekst: "elders" }, ANSWER];
  await conversation.send({ keuze: "k" }, "Ja");
  await new Promise(setImmediate);
  assert.ok(listener.told.includes("refused 409"));
  assert.deepEqual(listener.texts, ["assistent: Dag.", "inwoner: elders", "assistent: Gehoord."]);
});

it("a conversation that is gone ends, and this tab forgets it", async () => {
  await begun();
  api.answers = [GONE];
  await conversation.send({ tekst: "a" }, "a");
  assert.equal(listener.told.at(-1), "ended geen_gesprek");
  assert.equal(memory.session, null);
  assert.equal(new Memory("leiden").session, null);
});

it("the server's copy of an own line is that line, masked", async () => {
  await begun();
  const masked = { id: "2", van: "inwoner", tijd: "t", tekst: "[nummer weggehaald]" };
  api.answers = [{ berichten: [masked, ANSWER] }];
  await conversation.send({ tekst: "123456782" }, "123456782");
  assert.deepEqual(listener.texts.slice(1), ["inwoner: [nummer weggehaald]", "assistent: Gehoord."]);
  assert.ok(!JSON.stringify(listener.lines.map(({ tekst }) => tekst)).includes("123456782"));
});

it("a reloaded page goes on with the same conversation", async () => {
  await begun();
  conversation.close();
  api.stored = [HELLO, ANSWER];
  enter();
  await conversation.open();
  assert.equal(api.begun, 1);
  assert.deepEqual(listener.texts, ["assistent: Dag.", "assistent: Gehoord."]);
  assert.deepEqual(listener.told, ["restored"]);
});

it("another place on the page has a conversation of its own", async () => {
  await begun();
  conversation.close();
  enter("elburg");
  await conversation.open();
  assert.equal(api.begun, 2);
});

it("one that is gone is begun anew, one that was closed says so, one that cannot be reached waits", async () => {
  await begun();
  conversation.close();
  for (const failure of [new Unreachable("weg"), new Problem(500, "", "fout", "")]) {
    api.stored = failure;
    enter();
    await assert.rejects(conversation.open(), (error) => error === failure);
    assert.equal(api.begun, 1);
    assert.ok(memory.session, "it is still there when the network comes back");
  }
  api.stored = EXPIRED;
  enter();
  await assert.rejects(conversation.open(), (error) => error === EXPIRED);
  assert.equal(memory.session, null);
  memory.keep({ id: "g1", token: "t" });
  api.stored = GONE;
  await conversation.open();
  assert.equal(api.begun, 2);
});

it("erasing forgets here only what is gone there", async () => {
  await begun();
  api.stored = new Unreachable("weg");
  await assert.rejects(conversation.erase(), Unreachable);
  assert.ok(memory.session);
  api.stored = GONE;
  await conversation.erase();
  assert.equal(memory.session, null);
});

it("an extension of what was closed ends it, one that fails on the way does not", async () => {
  await begun();
  api.stored = new Unreachable("weg");
  await assert.rejects(conversation.extend(), Unreachable);
  assert.ok(memory.session);
  api.stored = EXPIRED;
  await conversation.extend();
  assert.equal(listener.told.at(-1), "ended verlopen");
});

it("numbers of danger come also from a refusal, and never an error", async () => {
  await begun();
  api.stored = new Problem(429, "Wacht.", "te_snel", "Bel 112.");
  assert.equal(await conversation.danger("mes"), "Bel 112.");
  api.stored = new Unreachable("weg");
  assert.equal(await conversation.danger("mes"), "");
});

const FRAGMENTS = [
  ["#verder=abc-1:tok_2", { id: "abc-1", token: "tok_2" }],
  ["#verder=abc:", null],
  ["#verder=:tok", null],
  ["#verder=abc:tok:meer", null],
  ["#verder=<b>:x", null],
  ["#nieuw", null],
  ["", null],
];

for (const [hash, session] of FRAGMENTS) {
  it(`the address ${hash || "without a fragment"} ${session ? "brings a conversation, once" : "brings none"}`, async () => {
    const page = openPage(`https://www.leiden.nl/gesprek?gemeente=leiden${hash}`);
    assert.deepEqual(new Memory("leiden").session, session);
    assert.equal(page.place, session ? "/gesprek?gemeente=leiden" : undefined);
  });
}

it("without storage the conversation lives as long as the page", async () => {
  Object.defineProperty(globalThis, "sessionStorage", {
    configurable: true,
    get() {
      throw new Error("SecurityError");
    },
  });
  const own = new Memory("leiden");
  own.keep({ id: "a", token: "b" });
  assert.equal(own.session.id, "a");
  own.keepOpen(true);
  assert.equal(own.isOpen, true);
  own.forget();
  assert.equal(own.session, null);
  assert.equal(own.isOpen, false);
});
