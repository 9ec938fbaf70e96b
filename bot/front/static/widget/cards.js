/** Outcomes as cards, grouped by how sure they are. */

import { freshId, h, unseen } from "./dom.js";
import { fill, longDate } from "./text.js";

/** @import { Bron, Reden, Status, Texts, Uitkomst } from "./types.js" */

/** @type {Status[]} */
const ORDER = ["waarschijnlijk", "misschien", "niet"];

/**
 * One section with a heading for each status that occurs; the order within a group is the server's.
 * @param {Uitkomst[]} kaarten
 * @param {Texts} texts
 * @returns {HTMLElement[]}
 */
export function cards(kaarten, texts) {
  return ORDER.flatMap((status) => {
    const group = kaarten.filter((kaart) => kaart.status === status);
    return group.length ? [section(texts.kaart.groep[status], group, texts)] : [];
  });
}

/**
 * "Plan, bladzijde 3. Nog niet bevestigd door de gemeente."
 * @param {Bron} bron
 * @param {Texts} texts
 */
export function sourceLine(bron, { kaart }) {
  const place = [bron.document, bron.vindplaats].filter(Boolean).join(", ");
  const date = bron.bevestigd_op && longDate(new Date(bron.bevestigd_op));
  return `${place}. ${date ? fill(kaart.bevestigd, { datum: date }) : kaart.niet_bevestigd}`;
}

/**
 * @param {string} title
 * @param {Uitkomst[]} kaarten
 * @param {Texts} texts
 */
function section(title, kaarten, texts) {
  const id = freshId("groep");
  return h(
    "section",
    { class: "groep", "aria-labelledby": id },
    h("h3", { id }, title),
    kaarten.map((kaart) => card(kaart, texts)),
  );
}

/**
 * @param {Uitkomst} kaart
 * @param {Texts} texts
 */
function card(kaart, texts) {
  const id = freshId("kaart");
  const words = texts.kaart;
  return h(
    "article",
    { class: `kaart ${kaart.status}`, "aria-labelledby": id },
    h("h4", { id }, kaart.naam),
    h("p", { class: "status" }, words.groep[kaart.status]),
    h("p", {}, kaart.samenvatting),
    steps(kaart.stappen, words.stappen),
    h("h5", {}, words.contact),
    h("p", {}, h("strong", {}, kaart.contact.naam)),
    ...[kaart.contact.wat, kaart.contact.bereikbaar].map((line) => line && h("p", {}, line)),
    reasons(kaart, texts),
    h("h5", {}, words.bron),
    h("p", { class: "bron" }, sourceLine(kaart.bron, texts)),
  );
}

/**
 * @param {string[]} stappen
 * @param {string} title
 */
function steps(stappen, title) {
  if (!stappen.length) return [];
  const items = stappen.map((stap) => h("li", {}, stap));
  return [h("h5", {}, title), h("ol", {}, items)];
}

/**
 * @param {Uitkomst} kaart
 * @param {Texts} texts
 */
function reasons(kaart, texts) {
  const about = fill(texts.kaart.waarom_over, { naam: kaart.naam });
  return h(
    "details",
    {},
    h("summary", {}, texts.kaart.waarom, unseen(` ${about}`)),
    h(
      "ul",
      {},
      kaart.redenen.map((reden) => h("li", {}, ...reason(reden, texts))),
    ),
  );
}

/**
 * @param {Reden} reden
 * @param {Texts} texts
 */
function reason(reden, texts) {
  return [h("strong", {}, `${texts.kaart.resultaat[reden.resultaat]}: `), reden.uitleg, ...reasonSource(reden.bron)];
}

/** @param {Reden["bron"]} bron */
function reasonSource(bron) {
  const text = typeof bron === "string" ? bron : [bron?.document, bron?.vindplaats].filter(Boolean).join(", ");
  return text ? [h("span", { class: "bron" }, ` (${text})`)] : [];
}
