import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { openPage } from "./page.js";
import { bsnLike, withoutBsn } from "./widget/composer.js";
import { fill, givesEmergencyNumber, markdown, plainText, splitPhones } from "./widget/text.js";

openPage();
const cases = JSON.parse(readFileSync(new URL("./messages.json", import.meta.url), "utf-8"));
const NEW_TAB = "(opent in een nieuw tabblad)";
const ELSEWHERE = ` target="_blank" rel="noopener noreferrer"`;
const SPOKEN = `<span class="ongezien"> ${NEW_TAB}</span>`;

for (const [text, html] of cases.markup) {
  test(`reads ${JSON.stringify(text)} as the page without JavaScript does`, () => {
    const made = markdown(text, NEW_TAB).map((block) => block.outerHTML);
    assert.equal(made.join("\n").replaceAll(ELSEWHERE, "").replaceAll(SPOKEN, ""), html);
  });
}

test("a link to a website says that it opens elsewhere, and tells that website nothing", () => {
  const [block] = markdown("[hier](https://a.nl) [bel](tel:112)", NEW_TAB);
  assert.equal(
    block.outerHTML,
    `<p><a href="https://a.nl"${ELSEWHERE}>hier${SPOKEN}</a> <a href="tel:112">bel</a></p>`,
  );
});

for (const text of cases.no_phone) {
  test(`${text} is no phone number`, () => {
    assert.deepEqual(splitPhones(`het is ${text} dus`), [{ text: `het is ${text} dus`, isPhone: false }]);
  });
}

for (const [text, gives] of cases.danger) {
  test(`${JSON.stringify(text)} ${gives ? "gives" : "does not give"} a number of danger`, () => {
    assert.equal(givesEmergencyNumber(text, ["112", "0800-2000"]), gives);
  });
}

for (const [text, found, rest] of cases.bsn) {
  test(`a BSN in ${text}`, () => {
    assert.deepEqual(bsnLike(text), found);
    assert.equal(withoutBsn(text), rest);
  });
}

for (const text of cases.no_bsn) {
  test(`no BSN in ${text}`, () => {
    assert.deepEqual(bsnLike(text), []);
    assert.equal(withoutBsn(text), text);
  });
}

test("a sentence is filled in once: what stands in a part is no sentence", () => {
  assert.equal(fill("{a} en {b}, {c}", { a: "{b}", b: "$& $1", d: 1 }), "{b} en $& $1, {c}");
  assert.equal(fill("{aantal} van {aantal}", { aantal: 0 }), "0 van 0");
});

test("what a screen reader says has no marks, and an address only where it is a website", () => {
  const text = "**Let op** [hier](https://a.nl) of [bel](tel:112)";
  assert.equal(plainText(text), "Let op hier (https://a.nl) of bel");
});
