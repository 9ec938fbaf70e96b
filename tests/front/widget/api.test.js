import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Api, Problem, Unreachable } from "./widget/api.js";

const SESSION = { id: "gesprek-1", token: "geheim" };
const api = new Api(new URL("https://zelfcheck.nl/"));

/** Lets the server answer, and says what it was asked. */
function server(respond) {
  const asked = [];
  mock.method(globalThis, "fetch", async (url, init) => {
    asked.push({ url: String(url), ...init, headers: Object.fromEntries(new Headers(init.headers)) });
    return respond();
  });
  return asked;
}

const json =
  (body, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });

const CALLS = [
  ["send", (a) => a.send(SESSION, { tekst: "hallo", sleutel: "s" }), "POST", "gesprekken/gesprek-1/berichten"],
  ["change", (a) => a.send(SESSION, { veld: "woning", sleutel: "s" }), "POST", "gesprekken/gesprek-1/wijzigingen"],
  ["read", (a) => a.read(SESSION), undefined, "gesprekken/gesprek-1"],
  ["danger", (a) => a.danger(SESSION, "mes"), "POST", "gesprekken/gesprek-1/controles"],
  ["extend", (a) => a.extend(SESSION), "POST", "gesprekken/gesprek-1/verlengingen"],
  ["code", (a) => a.code(SESSION), "POST", "gesprekken/gesprek-1/codes"],
  ["erase", (a) => a.erase(SESSION), "DELETE", "gesprekken/gesprek-1"],
  [
    "events",
    (a) => a.events(SESSION, "7", new AbortController().signal),
    undefined,
    "gesprekken/gesprek-1/gebeurtenissen",
  ],
];

for (const [what, call, method, path] of CALLS) {
  test(`${what}: the token goes in a header and nowhere else, and nothing of the website goes along`, async () => {
    const [asked, ...more] = await (async (list) => (await call(api), list))(server(json({ berichten: [] })));
    assert.equal(more.length, 0);
    assert.equal(asked.method, method);
    assert.equal(asked.url, `https://zelfcheck.nl/api/v1/${path}`);
    assert.equal(asked.headers.authorization, "Bearer geheim");
    assert.equal(asked.headers["content-type"], method === "POST" ? "application/json" : undefined);
    assert.equal(asked.credentials, "omit");
    assert.equal(asked.referrerPolicy, "no-referrer");
    assert.equal(asked.cache, "no-store");
    assert.ok(asked.signal, "it does not wait for ever");
    assert.ok(!String(asked.body ?? "").includes("geheim"));
  });
}

test("a stream goes on after what was heard last, and says nothing when nothing was", async () => {
  const asked = server(json({}));
  await api.events(SESSION, "7", new AbortController().signal);
  await api.events(SESSION, "", new AbortController().signal);
  assert.deepEqual(
    asked.map(({ headers }) => headers["last-event-id"]),
    ["7", undefined],
  );
});

test("a conversation begins for this municipality, or asks", async () => {
  const asked = server(json({ id: "a", token: "b", berichten: [] }));
  await api.start("leiden");
  await api.start("");
  assert.deepEqual(
    asked.map(({ body }) => JSON.parse(body)),
    [{ gemeente: "leiden", kanaal: "web" }, { kanaal: "web" }],
  );
  assert.ok(asked.every(({ headers }) => headers.authorization === undefined));
});

const REFUSED = [
  [
    401,
    { type: "urn:zelfcheck:probleem:verlopen", detail: "Gesloten." },
    { code: "verlopen", isExpired: true, isGone: true },
  ],
  [
    404,
    { type: "urn:zelfcheck:probleem:geen_gesprek", detail: "Weg." },
    { code: "geen_gesprek", isExpired: false, isGone: true },
  ],
  [403, { title: "Mag niet" }, { code: "", isGone: true, message: "Mag niet" }],
  [410, {}, { isGone: true, message: "" }],
  [400, { detail: "Te lang.", gevaar: "Bel 112." }, { isGone: false, danger: "Bel 112.", message: "Te lang." }],
  [429, { detail: "Wacht." }, { isGone: false, danger: "" }],
  [503, { detail: "Even niet." }, { isGone: false }],
];

for (const [status, body, expected] of REFUSED) {
  test(`a problem with ${status}`, async () => {
    server(json(body, status));
    const error = await api.read(SESSION).catch((caught) => caught);
    assert.ok(error instanceof Problem);
    assert.equal(error.status, status);
    for (const [name, value] of Object.entries(expected)) assert.equal(error[name], value, name);
  });
}

test("an error page of a proxy is a problem without words", async () => {
  server(() => new Response("<html>502</html>", { status: 502 }));
  const error = await api.read(SESSION).catch((caught) => caught);
  assert.deepEqual([error.status, error.message, error.code], [502, "", ""]);
});

test("no network and half an answer are both: nobody answered", async () => {
  server(() => Promise.reject(new TypeError("Failed to fetch")));
  await assert.rejects(api.read(SESSION), Unreachable);
  server(() => new Response('{"berich'));
  await assert.rejects(api.read(SESSION), Unreachable);
});

test("whether the service works is known without an error", async () => {
  server(() => new Response("", { status: 200 }));
  assert.equal(await api.isReady(), true);
  server(() => new Response("", { status: 503 }));
  assert.equal(await api.isReady(), false);
  server(() => Promise.reject(new Error("weg")));
  assert.equal(await api.isReady(), false);
});

test("without danger there are no numbers", async () => {
  server(json({ gevaar: null }));
  assert.equal(await api.danger(SESSION, "dag"), "");
});
