/**
 * From a text to what is read: parts filled in, phone numbers found, and the little Markdown that messages use.
 * Only DOM nodes come out, and anything else stays plain text, so nothing in a message can become markup.
 */

import { h, unseen } from "./dom.js";

/**
 * The sentence with `{name}` replaced by its part.
 * @param {string} sentence
 * @param {Record<string, string | number>} parts
 */
export function fill(sentence, parts) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(parts[name] ?? whole));
}

/**
 * 22 november 2026.
 * @param {Date} day
 */
export function longDate(day) {
  return day.toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
}

/** 112, 113, 0800-2000, 071-5165165, but no amounts, percentages, years or parts of a longer number. */
const PHONE = /(?<![\d.,€-]|€ )(?:11[23]|0[89]00-?\d{4,7}|0\d{1,3}-\d{6,8})(?![\d%-]|[.,]\d| euro)/g;

/**
 * The text in order, as pieces that are a phone number and pieces that are not.
 * @param {string} text
 * @returns {{text: string, isPhone: boolean}[]}
 */
export function splitPhones(text) {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(PHONE)) {
    pieces.push({ text: text.slice(from, match.index), isPhone: false }, { text: match[0], isPhone: true });
    from = match.index + match[0].length;
  }
  return [...pieces, { text: text.slice(from), isPhone: false }].filter((piece) => piece.text);
}

const INLINE = /\*\*(?<bold>[^*\n]+)\*\*|\[(?<label>[^\]\n]+)\]\((?<address>[^)\s]+)\)/g;
const BULLET = /^\s*[-*•]\s+/;
const NUMBER = /^\s*\d{1,2}[.)]\s+/;
const WEB = /^https?:\/\//i;
const TEL = /^tel:[\d+-]+$/i;

/**
 * @param {string} text
 * @param {string} newTab what a link says about opening elsewhere
 * @returns {HTMLElement[]}
 */
export function markdown(text, newTab) {
  return blocks(text).map(({ tag, lines }) => {
    const content = lines.map((line) => inline(line, newTab));
    if (tag === "p") return h("p", {}, ...content.flatMap((nodes, row) => (row ? [h("br"), ...nodes] : nodes)));
    return h(
      tag,
      {},
      content.map((nodes) => h("li", {}, nodes)),
    );
  });
}

/**
 * The text without its marks, for a screen reader or a text file.
 * @param {string} text
 */
export function plainText(text) {
  return text.replace(INLINE, (...match) => {
    const { bold, label, address } = match.at(-1);
    return bold ?? (address.startsWith("http") ? `${label} (${address})` : label);
  });
}

/**
 * Whether the text gives a number that answers danger; the address behind a link gives none.
 * @param {string} text
 * @param {string[]} emergencyNumbers
 */
export function givesEmergencyNumber(text, emergencyNumbers) {
  const words = text.replace(INLINE, (...match) => match.at(-1).bold ?? match.at(-1).label);
  return splitPhones(words).some((piece) => piece.isPhone && emergencyNumbers.includes(piece.text));
}

/** @typedef {{tag: "p" | "ul" | "ol", lines: string[]}} Block */

/** @param {string} text */
function blocks(text) {
  /** @type {Block[]} */
  const found = [];
  let open = false;
  for (const line of text.split(/\r?\n/)) {
    const tag = BULLET.test(line) ? "ul" : NUMBER.test(line) ? "ol" : "p";
    const content = line
      .replace(BULLET, "")
      .replace(tag === "ol" ? NUMBER : "", "")
      .trim();
    const last = found.at(-1);
    if (content && open && last?.tag === tag) last.lines.push(content);
    else if (content) found.push({ tag, lines: [content] });
    open = content !== "";
  }
  return found;
}

/**
 * @param {string} line
 * @param {string} newTab
 * @returns {(Node | string)[]}
 */
function inline(line, newTab) {
  const nodes = [];
  let from = 0;
  for (const match of line.matchAll(INLINE)) {
    nodes.push(...phones(line.slice(from, match.index)), ...marked(match, newTab));
    from = match.index + match[0].length;
  }
  return [...nodes, ...phones(line.slice(from))];
}

/**
 * @param {RegExpMatchArray} match
 * @param {string} newTab
 * @returns {(Node | string)[]}
 */
function marked(match, newTab) {
  const { bold, label, address } = match.groups ?? {};
  if (bold) return [h("strong", /\s/.test(bold) ? {} : { class: "woord" }, phones(bold))];
  if (TEL.test(address)) return [h("a", { href: address }, label)];
  if (!WEB.test(address)) return [match[0]];
  return [h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label, unseen(` ${newTab}`))];
}

/** @param {string} text */
function phones(text) {
  return splitPhones(text).map((piece) => {
    return piece.isPhone ? h("a", { href: `tel:${piece.text.replace(/\D/g, "")}` }, piece.text) : piece.text;
  });
}
