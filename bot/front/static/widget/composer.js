/** The field in which the resident types, with what is said about it before anything is sent. */

import { freshId, h } from "./dom.js";
import { Notice } from "./telling.js";
import { fill, markdown } from "./text.js";

/** @import { Remedy } from "./telling.js" */
/** @import { Texts } from "./types.js" */

const LONGEST = 2_000;
const COUNT_FROM = 1_800;

/** Characters of a text that is too long, of which the server looks at both ends for danger. */
const CHECKED = 6_000;

/**
 * @typedef {object} Outlet
 * @property {() => boolean} isBusy
 * @property {(text: string) => Promise<string>} danger numbers to call, for a text that is not sent
 * @property {(text: string) => void} onSend
 */

export class Composer {
  #texts;
  #danger;
  #newTab;
  #outlet;
  #notice = new Notice();
  #field;
  #count = h("p", { class: "teller", id: freshId("teller") });

  /**
   * @param {Texts} texts
   * @param {Outlet} outlet
   */
  constructor(texts, outlet) {
    this.#texts = texts.veld;
    this.#danger = texts.gesprek.gevaar;
    this.#newTab = texts.gesprek.nieuw_tabblad;
    this.#outlet = outlet;
    this.#field = this.#makeField();
    this.element = this.#makeForm();
  }

  focus() {
    this.#field.focus();
  }

  /**
   * The server did not take this text: it goes back into the field, unless something else stands there.
   * @param {string} text
   */
  giveBack(text) {
    if (!this.#field.value) this.#write(text);
  }

  /**
   * @param {string} text
   * @param {Remedy[]} [remedies]
   */
  warn(text, remedies) {
    this.#notice.show(text, remedies);
    this.#field.setAttribute("aria-invalid", "true");
  }

  calm() {
    this.#notice.hide();
    this.#field.removeAttribute("aria-invalid");
  }

  clear() {
    this.calm();
    this.#write("");
  }

  #makeField() {
    const [hint, count, notice] = [freshId("uitleg"), this.#count.id, this.#notice.id];
    return h("textarea", {
      id: freshId("veld"),
      rows: 1,
      autocomplete: "off",
      enterkeyhint: "send",
      "aria-describedby": `${notice} ${hint} ${count}`,
      "data-uitleg": hint,
      input: () => this.#showCount(),
      keydown: this.#submitOnEnter,
    });
  }

  #makeForm() {
    return h(
      "form",
      { class: "invoer", novalidate: true, submit: this.#submit },
      this.#notice.element,
      h("label", { for: this.#field.id }, this.#texts.naam),
      h("p", { class: "ongezien", id: this.#field.dataset.uitleg }, this.#texts.uitleg),
      h("div", { class: "rij" }, this.#field, h("button", { class: "knop hoofd" }, this.#texts.verstuur)),
      this.#count,
    );
  }

  #submitOnEnter = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.element.requestSubmit();
  };

  #submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = this.#field.value.trim();
    const objection = this.#objection(text);
    if (objection) this.#object(objection, text);
    else if (bsnLike(text).length) this.#warnForBsn(text);
    else this.#send(text);
  };

  /**
   * Numbers to call come with the warning that stands there.
   * @param {string} danger Markdown, or empty
   */
  showDanger(danger) {
    if (!danger) return;
    const title = h("p", {}, h("strong", {}, this.#danger));
    this.#notice.showFirst(h("div", { class: "gevaar" }, title, markdown(danger, this.#newTab)));
  }

  /**
   * What cannot be sent may tell of danger all the same.
   * @param {string} objection
   * @param {string} text
   */
  async #object(objection, text) {
    this.warn(objection);
    if (!text) return;
    const ends = text.length > CHECKED ? `${text.slice(0, CHECKED / 2)}\n${text.slice(-CHECKED / 2)}` : text;
    this.showDanger(await this.#outlet.danger(ends));
  }

  /**
   * Why this cannot be sent now, or nothing.
   * @param {string} text
   */
  #objection(text) {
    if (this.#outlet.isBusy()) return text && this.#texts.even_wachten;
    if (!text) return this.#texts.leeg;
    const excess = length(text) - LONGEST;
    return excess > 0 ? fill(this.#texts.te_lang, { aantal: excess }) : "";
  }

  /** @param {string} text */
  #warnForBsn(text) {
    const keep = { label: this.#texts.bsn_toch, action: () => this.#send(text) };
    const drop = { label: this.#texts.bsn_weg, action: () => this.#replace(withoutBsn(text)) };
    this.warn(this.#texts.bsn, [drop, keep]);
  }

  /** @param {string} text */
  #replace(text) {
    this.calm();
    this.#write(text);
    this.focus();
  }

  /** @param {string} text */
  #send(text) {
    this.clear();
    this.focus();
    this.#outlet.onSend(text);
  }

  /** @param {string} text */
  #write(text) {
    this.#field.value = text;
    this.#showCount();
  }

  #showCount() {
    const left = LONGEST - length(this.#field.value);
    const sentence = left < 0 ? this.#texts.te_veel : this.#texts.over;
    this.#count.textContent = left > LONGEST - COUNT_FROM ? "" : fill(sentence, { aantal: Math.abs(left) });
  }
}

/**
 * Characters as the server counts them: an emoji is one.
 * @param {string} text
 */
function length(text) {
  return [...text].length;
}

/** Digits of every script, with any space or dash between them, or a sign that never stands between two amounts. */
const DIGITS = /\p{Nd}(?:(?:[\p{Zs}\t]?[\p{Pd}\u2212._/·*|#~\\^'"•][\p{Zs}\t]?|[\p{Zs}\t]{0,2})\p{Nd})*/gu;
const DATE = /^\d{1,2}[\s.]\d{1,2}[\s.](?:19|20)\d\d$/;
const SERVICE = /^0[89]00/;
const RANGE = /[\p{Pd}\u2212/|]/u;

/**
 * The runs of eight or nine digits in a text, whatever stands between them; no dates and no phone numbers. Not every
 * one is a BSN; the server masks them all. A simpler rule than page_bsn.py's, with the same outcome on messages.json.
 * @param {string} text
 */
export function bsnLike(text) {
  return [...text.matchAll(DIGITS)].map(([run]) => run).filter(looksLikeBsn);
}

/**
 * The text without those runs.
 * @param {string} text
 */
export function withoutBsn(text) {
  return text
    .replace(DIGITS, (run) => (looksLikeBsn(run) ? "" : run))
    .replace(/ {2,}/g, " ")
    .trim();
}

/**
 * With dashes only nine digits count: eight are a date (12-03-1980) or two amounts (1200-1500).
 * @param {string} run
 */
function looksLikeBsn(run) {
  const count = run.match(/\p{Nd}/gu)?.length;
  const enough = count === 9 || (count === 8 && !RANGE.test(run));
  return enough && !DATE.test(run) && !SERVICE.test(run);
}
