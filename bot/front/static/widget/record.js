/** What the resident filled in and what came out: as sentences, as a text file, and for on paper. */

import { allCards, sourceLine } from "./cards.js";
import { h } from "./dom.js";
import { fill, longDate } from "./text.js";

/** @import { AnswerWords, Contact, Dossier, Texts, Uitkomst, Waarde } from "./types.js" */

/** @typedef {{veld: string, zinnen: string[]}} Filled one answer: its field, and the sentences that say it */

/**
 * The known answers, in the order of the questions.
 * @param {Dossier} dossier
 * @param {Texts} texts
 * @returns {Filled[]}
 */
export function filled({ antwoorden }, texts) {
  return Object.entries(texts.antwoorden)
    .map(([veld, words]) => ({ veld, zinnen: sentence(veld, antwoorden[veld], words, texts) }))
    .filter(({ zinnen }) => zinnen.length);
}

/**
 * "U woont in de gemeente Leiden", or nothing as long as that is not known.
 * @param {Dossier} dossier
 * @param {Texts} texts
 */
export function placeSentence({ gemeente }, texts) {
  return gemeente ? fill(texts.ingevuld.gemeente, { waarde: texts.gemeenten[gemeente] ?? placeName(gemeente) }) : "";
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
 * The summary as plain text, with Windows line ends so that every editor shows the lines.
 * @param {Dossier} dossier
 * @param {Texts} texts
 */
export function summary(dossier, texts) {
  const words = texts.samenvatting;
  const answers = filled(dossier, texts).flatMap(({ zinnen }) => zinnen.map((zin) => `- ${zin}`));
  const outcomes = dossier.uitkomsten.flatMap((uitkomst) => ["", ...outcome(uitkomst, texts)]);
  const lines = [
    ...[words.titel, ...heading(dossier, texts)],
    ...["", texts.ingevuld.titel, ...(answers.length ? answers : [texts.ingevuld.niets])],
    ...["", words.uitkomsten, ...(outcomes.length ? outcomes : [words.geen_uitkomsten])],
    ...wayOn(dossier, texts).flatMap(({ title, lines }) => ["", title, ...lines]),
    ...["", words.let_op, ""],
  ];
  return lines.join("\r\n");
}

/**
 * The summary for on paper: unlike the conversation, only what counts, with every reason unfolded.
 * @param {Dossier} dossier
 * @param {Texts} texts
 */
export function paper(dossier, texts) {
  const words = texts.samenvatting;
  const answers = filled(dossier, texts).flatMap(({ zinnen }) => zinnen.map((zin) => h("li", {}, zin)));
  const sections = dossier.uitkomsten.length
    ? allCards(dossier.uitkomsten, texts)
    : [h("p", {}, words.geen_uitkomsten)];
  const whole = h(
    "article",
    { class: "papier" },
    h("h1", {}, words.titel),
    heading(dossier, texts).map((line) => h("p", {}, line)),
    h("h2", {}, texts.ingevuld.titel),
    answers.length ? h("ul", {}, answers) : h("p", {}, texts.ingevuld.niets),
    h("h2", {}, words.uitkomsten),
    sections,
    wayOn(dossier, texts).flatMap(({ title, lines }) => [h("h2", {}, title), ...lines.map((line) => h("p", {}, line))]),
    h("p", {}, words.let_op),
  );
  for (const folded of whole.querySelectorAll("details")) folded.open = true;
  return whole;
}

/**
 * When it was made, and for which municipality.
 * @param {Dossier} dossier
 * @param {Texts} texts
 */
function heading(dossier, texts) {
  const made = fill(texts.samenvatting.datum, { datum: longDate(new Date()) });
  return [made, placeSentence(dossier, texts)].filter(Boolean);
}

/**
 * Whom to phone in danger, and the desk.
 * @param {Dossier} dossier
 * @param {Texts} texts
 * @returns {{title: string, lines: string[]}[]}
 */
function wayOn({ verwijzing }, { samenvatting }) {
  const phones = verwijzing?.telefoon?.map(({ naam, nummer }) => `${naam}: ${nummer}`);
  const desk = verwijzing?.loket;
  return [
    ...(phones ? [{ title: samenvatting.spoed, lines: phones }] : []),
    ...(desk ? [{ title: samenvatting.loket, lines: contactLines(desk) }] : []),
  ];
}

/** @param {Contact} contact */
function contactLines({ naam, wat, bereikbaar }) {
  return [naam, wat, bereikbaar].filter((line) => typeof line === "string");
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
    `${kaart.contact} ${contactLines(uitkomst.contact).join(" ")}`,
    `${kaart.bron} ${sourceLine(uitkomst.bron, texts)}`,
  ];
}
