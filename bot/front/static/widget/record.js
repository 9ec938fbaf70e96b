/** What the resident filled in and what came out, as sentences and as a text file. */

import { sourceLine } from "./cards.js";
import { h } from "./dom.js";
import { fill, longDate } from "./text.js";

/** @import { AnswerWords, Dossier, Texts, Uitkomst, Waarde } from "./types.js" */

/**
 * One sentence for each answer, in the order of the questions.
 * @param {Dossier} dossier
 * @param {Texts} texts
 * @returns {string[]}
 */
export function answerSentences({ antwoorden, gemeente }, texts) {
  const place = gemeente
    ? [fill(texts.ingevuld.gemeente, { waarde: texts.gemeenten[gemeente] ?? placeName(gemeente) })]
    : [];
  return [
    ...place,
    ...Object.entries(texts.antwoorden).flatMap(([veld, words]) => sentence(veld, antwoorden[veld], words, texts)),
  ];
}

/**
 * @param {string} veld
 * @param {Waarde | null | undefined} waarde
 * @param {AnswerWords} words
 * @param {Texts} texts
 * @returns {string[]}
 */
function sentence(veld, waarde, words, texts) {
  if (waarde === null || waarde === undefined) return [];
  if (Array.isArray(waarde) && waarde.length === 0) return words.leeg ? [words.leeg] : [];
  if (words.waarden) return [waarde].flat().map((item) => words.waarden?.[String(item)] ?? String(item));
  return words.zin ? [fill(words.zin, { waarde: readable(veld, waarde, texts) })] : [];
}

/**
 * @param {string} veld
 * @param {Waarde} waarde
 * @param {Texts} texts
 */
function readable(veld, waarde, texts) {
  if (veld === "inkomen") return amount(/** @type {number | {van: number, tot: number}} */ (waarde), texts);
  if (Array.isArray(waarde)) return new Intl.ListFormat("nl-NL").format(waarde.map(String));
  return typeof waarde === "string" ? placeName(waarde) : String(waarde);
}

/**
 * @param {number | {van: number, tot: number}} waarde
 * @param {Texts} texts
 */
function amount(waarde, texts) {
  if (typeof waarde === "number") return euros(waarde);
  return fill(texts.ingevuld.bereik, { van: euros(waarde.van), tot: euros(waarde.tot) });
}

/** @param {number} value */
function euros(value) {
  return value.toLocaleString("nl-NL", { style: "currency", currency: "EUR" });
}

/**
 * "den-haag" as a place name: Den Haag.
 * @param {string} slug
 */
function placeName(slug) {
  return slug.replace(/(^|-)(\w)/g, (_, dash, letter) => (dash && " ") + letter.toUpperCase());
}

/**
 * @param {Dossier} dossier
 * @param {Texts} texts
 */
export function download(dossier, texts) {
  const file = new Blob([summary(dossier, texts)], { type: "text/plain;charset=utf-8" });
  const href = URL.createObjectURL(file);
  h("a", { href, download: texts.samenvatting.bestand }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/**
 * Answers and outcomes as plain text, with Windows line ends so that every editor shows the lines.
 * @param {Dossier} dossier
 * @param {Texts} texts
 */
export function summary(dossier, texts) {
  const words = texts.samenvatting;
  const answers = answerSentences(dossier, texts).map((sentence) => `- ${sentence}`);
  const outcomes = dossier.uitkomsten.flatMap((uitkomst) => ["", ...outcome(uitkomst, texts)]);
  const lines = [
    ...[words.titel, fill(words.datum, { datum: longDate(new Date()) })],
    ...["", texts.ingevuld.titel, ...(answers.length ? answers : [texts.ingevuld.niets])],
    ...["", words.uitkomsten, ...(outcomes.length ? outcomes : [words.geen_uitkomsten])],
    ...["", words.let_op, ""],
  ];
  return lines.join("\r\n");
}

/**
 * @param {Uitkomst} uitkomst
 * @param {Texts} texts
 */
function outcome(uitkomst, texts) {
  const { kaart } = texts;
  return [
    `${uitkomst.naam}: ${kaart.groep[uitkomst.status]}`,
    uitkomst.samenvatting,
    ...uitkomst.redenen.map(({ resultaat, uitleg }) => `- ${kaart.resultaat[resultaat]}: ${uitleg}`),
    ...uitkomst.stappen.map((stap, index) => `${index + 1}. ${stap}`),
    `${kaart.contact} ${uitkomst.contact.naam}`,
    `${kaart.bron} ${sourceLine(uitkomst.bron, texts)}`,
  ];
}
