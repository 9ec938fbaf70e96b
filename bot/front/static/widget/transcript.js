/** The visible conversation. Not a live region: the announcer tells what is new. */

import { button, h } from "./dom.js";
import { Message } from "./message.js";

/** @import { Actions } from "./message.js" */
/** @import { Entry, Texts } from "./types.js" */

/** Pixels of the bottom of the window behind which the end is not seen yet: there stands the field. */
const FIELD_HEIGHT = 104;

export class Transcript {
  /** @type {Message[]} */
  #messages = [];
  #list = h("ol", { class: "berichten" });
  #texts;
  #actions;
  #bottom;
  #end = h("div", { class: "einde" });
  #news;
  #sawEnd = false;
  #height = 0;

  /**
   * @param {Texts} texts
   * @param {Actions} actions
   * @param {HTMLElement} bottom what stands below the transcript and must stay in view with its last message
   */
  constructor(texts, actions, bottom) {
    this.#texts = texts;
    this.#actions = actions;
    this.#bottom = bottom;
    this.#news = button(texts.gesprek.nieuw, () => this.#readNews(), { class: "knop nieuw", hidden: true });
    this.element = h(
      "section",
      { class: "gesprek", tabindex: 0, "aria-label": texts.gesprek.naam, keydown: this.#navigate },
      this.#list,
      this.#end,
    );
    new IntersectionObserver(() => this.#see(), { rootMargin: `0px 0px -${FIELD_HEIGHT}px` }).observe(this.#end);
    new ResizeObserver(() => this.#keepEnd()).observe(this.element);
  }

  /** The button that shows up when something arrives out of sight; the view gives it a place. */
  get newsButton() {
    return this.#news;
  }

  /**
   * @param {Entry[]} entries
   * @param {boolean} live false for a restored conversation: then the last message is where reading goes on
   * @returns {string[]} what to announce of the messages that are not the resident's own
   */
  add(entries, live) {
    const opening = this.#messages.length === 0 && live;
    const follow = !live || entries[0].delivery === "sending" || this.#endInSight;
    const messages = entries.map((entry) => new Message(entry, this.#texts, this.#actions));
    this.#messages.push(...messages);
    this.#list.append(...messages.map(({ element }) => element));
    this.#updateChoices();
    if (!follow) this.#news.hidden = false;
    else if (!opening) this.#reveal(messages.at(live ? 0 : -1)?.element);
    return messages.filter(({ entry }) => entry.van !== "inwoner").map(({ announcement }) => announcement);
  }

  /** @param {Entry} entry */
  update(entry) {
    this.#messages.find((message) => message.entry === entry)?.update();
  }

  /** @param {Entry} entry */
  remove(entry) {
    const gone = this.#messages.find((message) => message.entry === entry);
    gone?.element.remove();
    this.#messages = this.#messages.filter((message) => message !== gone);
    this.#updateChoices();
  }

  clear() {
    this.#messages = [];
    this.#list.replaceChildren();
    this.#news.hidden = true;
  }

  /** Only what the latest turn of the assistant offers can still be chosen. */
  #updateChoices() {
    let answer = "";
    let open = true;
    for (const { entry, choices } of this.#messages.toReversed()) {
      if (entry.van === "inwoner") [open, answer] = [false, entry.tekst];
      choices?.set(open, answer);
    }
  }

  #see() {
    this.#sawEnd = this.#endInSight;
    if (this.#sawEnd) this.#news.hidden = true;
  }

  /** A message at the field takes room: whoever read the end still sees it, with the button to send again. */
  #keepEnd() {
    const height = this.element.clientHeight;
    if (height < this.#height && this.#sawEnd) this.#end.scrollIntoView({ block: "nearest" });
    this.#height = height;
  }

  /** Whether the resident sees the end, or is reading back. */
  get #endInSight() {
    const [page, field] = [this.element.getBoundingClientRect().bottom, this.#bottom.getBoundingClientRect().top];
    const bottom = Math.min(innerHeight, page, field);
    return this.#end.getBoundingClientRect().top <= bottom;
  }

  /**
   * The start of what is new in view, and as much of the rest as fits.
   * @param {HTMLElement} [first]
   */
  #reveal(first) {
    this.#end.scrollIntoView({ block: "nearest" });
    this.#bottom.scrollIntoView({ block: "nearest" });
    const top = Math.max(0, this.element.getBoundingClientRect().top);
    if (first && first.getBoundingClientRect().top < top) first.scrollIntoView({ block: "start" });
  }

  #readNews() {
    const last = this.#messages.at(-1);
    this.#news.hidden = true;
    last?.element.focus();
  }

  /** Arrows, Home and End walk through the messages, when the focus is on the transcript or on a message. */
  #navigate = (/** @type {KeyboardEvent} */ event) => {
    const elements = this.#messages.map(({ element }) => element);
    const here = elements.indexOf(/** @type {HTMLLIElement} */ (event.target));
    if (here < 0 && event.target !== this.element) return;
    const next = target(event.key, here, elements.length);
    if (next === null) return;
    event.preventDefault();
    elements[next]?.focus();
  };
}

/**
 * @param {string} key
 * @param {number} here
 * @param {number} count
 */
function target(key, here, count) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "ArrowDown") return Math.min(here + 1, count - 1);
  if (key === "ArrowUp") return Math.max((here < 0 ? count : here) - 1, 0);
  return null;
}
