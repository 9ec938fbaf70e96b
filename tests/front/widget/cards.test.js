import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { openPage } from "./page.js";
import { allCards, cards, groups, spokenCards } from "./widget/cards.js";

openPage();
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf-8"));
const CASES = read("./outcomes.json");
const TEXTS = read("./texts.json");
const { kaart: words } = TEXTS;

/** So many of each status, by turns. */
function outcomes(counts) {
  const numbers = [...Array(Math.max(0, ...Object.values(counts))).keys()];
  const byTurns = numbers.flatMap((number) => Object.keys(counts).map((status) => ({ status, number: number + 1 })));
  return byTurns.filter(({ status, number }) => number <= counts[status]).map(outcome);
}

function outcome({ status, number }) {
  const contact = { id: "loket", naam: "Loket" };
  const bron = { document: "Plan" };
  return { naam: `${status} ${number}`, status, samenvatting: "Hulp.", stappen: [], contact, redenen: [], bron };
}

function names(status, first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => `${status} ${first + index}`);
}

function articles(element) {
  return element.children.filter(({ tag }) => tag === "article").map(({ children }) => children[0].children[0]);
}

function folded(section) {
  return section.children.filter(({ tag }) => tag === "details");
}

for (const [counts, expected] of CASES) {
  const given = JSON.stringify(counts);

  test(`of ${given} the first of each group stand open`, () => {
    const found = groups(outcomes(counts), TEXTS);
    assert.deepEqual(
      found.map((group) => [group.status, group.shown.length, group.folded.length]),
      expected,
    );
    for (const { status, shown, folded } of found)
      assert.deepEqual(
        [...shown, ...folded].map(({ naam }) => naam),
        names(status, 1, counts[status]),
      );
  });

  test(`the rest of ${given} unfolds, each with its whole card`, () => {
    const sections = cards(outcomes(counts), TEXTS);
    assert.equal(sections.length, expected.length);
    for (const [index, [status, open, more]] of expected.entries()) {
      const section = sections[index];
      assert.deepEqual(articles(section), names(status, 1, open));
      assert.equal(folded(section).length, more ? 1 : 0);
      for (const rest of folded(section)) {
        assert.equal(section.children.at(-1), rest);
        assert.equal(rest.children[0].outerHTML, `<summary>${words.nog[status].replace("{aantal}", more)}</summary>`);
        assert.deepEqual(articles(rest), names(status, open + 1, open + more));
        assert.equal(rest.attributes.has("open"), false);
      }
    }
  });

  test(`on paper all of ${given} stand open`, () => {
    const sections = allCards(outcomes(counts), TEXTS);
    assert.deepEqual(
      sections.map(articles),
      expected.map(([status]) => names(status, 1, counts[status])),
    );
    assert.deepEqual(sections.flatMap(folded), []);
  });

  test(`of ${given} a screen reader names what stands open and counts the rest`, () => {
    const expectedLines = expected.flatMap(([status, open, more]) => [
      ...names(status, 1, open).map((name) => `${name}: ${words.groep[status]}.`),
      ...(more ? [`${words.nog[status].replace("{aantal}", more)}.`] : []),
    ]);
    assert.deepEqual(spokenCards(outcomes(counts), TEXTS), expectedLines);
  });
}
