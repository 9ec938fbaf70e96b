/**
 * Outcomes as cards, grouped by how sure they are. In the conversation the first of each group stand open and the rest
 * is folded away, as bot/front/outcome_groups.py does it for the other channels.
 */

import { freshId, h, unseen } from "./dom.js";
import { fill, longDate } from "./text.js";

/** @import { Bron, Reden, Status, Texts, Uitkomst } from "./types.js" */

/** @typedef {{status: Status, shown: Uitkomst[], folded: Uitkomst[]}} Group */

/** @type {Status[]} */
const ORDER = ["waarschijnlijk", "misschien", "niet"];

/**
 * One section with a heading for each status that occurs, every card open: for on paper.
 * @param {Uitkomst[]} kaarten
 * @param {Texts} texts
 */
export function allCards(kaarten, texts) {
  return groups(kaarten, texts).map(({ status, shown, folded }) => {
    return section({ status, shown: [...shown, ...folded], folded: [] }, texts);
  });
}

/**
 * The same for on a screen: the rest of a long group unfolds.
 * @param {Uitkomst[]} kaarten
 * @param {Texts} texts
 */
export function cards(kaarten, texts) {
  return groups(kaarten, texts).map((group) => section(group, texts));
}

/**
 * What a screen reader says of them when they arrive: what stands open by name, and how many more there are.
 * @param {Uitkomst[]} kaarten
 * @param {Texts} texts
 */
export function spokenCards(kaarten, texts) {
  return groups(kaarten, texts).flatMap((group) => {
    const named = group.shown.map(({ naam }) => `${naam}: ${texts.kaart.groep[group.status]}.`);
    return group.folded.length ? [...named, `${foldedName(group, texts)}.`] : named;
  });
}

/**
 * A group for each status that occurs, the surest first; the order within a group is the server's.
 * @param {Uitkomst[]} kaarten
 * @param {Texts} texts
 * @returns {Group[]}
 */
export function groups(kaarten, { kaart: { meer } }) {
  return ORDER.map((status) => {
    const alike = kaarten.filter((kaart) => kaart.status === status);
    const cut = alike.length - meer.open >= meer.minstens ? meer.open : alike.length;
    return { status, shown: alike.slice(0, cut), folded: alike.slice(cut) };
  }).filter(({ shown }) => shown.length);
}

/**
 * @param {Group} group
 * @param {Texts} texts
 */
function foldedName({ status, folded }, texts) {
  return fill(texts.kaart.nog[status], { aantal: folded.length });
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
 * @param {Group} group
 * @param {Texts} texts
 */
function section(group, texts) {
  const id = freshId("groep");
  return h(
    "section",
    { class: "groep", "aria-labelledby": id },
    h("h3", { id }, texts.kaart.groep[group.status]),
    group.shown.map((kaart) => card(kaart, texts)),
    group.folded.length > 0 && rest(group, texts),
  );
}

/**
 * @param {Group} group
 * @param {Texts} texts
 */
function rest(group, texts) {
  return h(
    "details",
    { class: "meer" },
    h("summary", {}, foldedName(group, texts)),
    group.folded.map((kaart) => card(kaart, texts)),
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
    // Only heard: seen, it would repeat the heading above the card; who jumps from card to card hears no heading.
    h("p", { class: "ongezien" }, words.groep[kaart.status]),
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
