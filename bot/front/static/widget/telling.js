/** What is told besides the transcript: to screen readers, while waiting, and when something is wrong. */

import { SLOW_AFTER } from "./delivered.js";
import { button, freshId, h } from "./dom.js";

/** @import { Stand, Texts } from "./types.js" */

const LIFETIME = 1_000;

export class Announcer {
  element = h("div", { role: "status", class: "ongezien" });

  /** @param {string} text plain text */
  say(text) {
    const line = h("p", {}, text);
    this.element.append(line);
    setTimeout(() => line.remove(), LIFETIME);
  }
}

const TYPING_AFTER = 500;
/** The server tells by the stream that an answer is there: so long it may come after the answer itself. */
const STREAM_DELAY = 500;

/** Says in words that an answer is on its way: by a clock of its own while a message is sent, else as the server says. */
export class Waiting {
  element = h("p", { class: "wachten" });
  #texts;
  #onSlow;
  /** @type {Stand} */
  #stand = "klaar";
  #isSending = false;
  #slowTold = false;
  /** @type {number[]} */
  #timers = [];

  /**
   * @param {Texts} texts
   * @param {(text: string) => void} onSlow
   */
  constructor(texts, onSlow) {
    this.#texts = texts.gesprek;
    this.#onSlow = onSlow;
  }

  /** A message is sent, or the conversation opens. */
  start() {
    this.#isSending = true;
    this.#stand = "klaar";
    this.#quiet();
    this.#timers = [
      setTimeout(() => this.#show("typt"), TYPING_AFTER),
      setTimeout(() => this.#show("langer"), SLOW_AFTER),
    ];
  }

  /** It was sent. What came back may be only that it takes long: then the server still works on the answer. */
  stop() {
    this.#isSending = false;
    this.#clearTimers();
    if (this.#stand === "klaar") this.#quiet();
    else this.#timers = [setTimeout(() => this.#show(this.#stand), STREAM_DELAY)];
  }

  /** @param {Stand} stand */
  tell(stand) {
    this.#stand = stand;
    if (this.#isSending) return;
    this.#clearTimers();
    this.#show(stand);
  }

  /** @param {Stand} stand */
  #show(stand) {
    if (stand === "klaar") return this.#quiet();
    this.element.textContent = stand === "langer" ? this.#texts.duurt_langer : this.#texts.typt;
    if (stand === "langer" && !this.#slowTold) this.#onSlow(this.#texts.duurt_langer);
    this.#slowTold ||= stand === "langer";
  }

  #quiet() {
    this.#clearTimers();
    this.#slowTold = false;
    this.element.textContent = "";
  }

  #clearTimers() {
    this.#timers.forEach(clearTimeout);
  }
}

/** @typedef {{label: string, action: () => void}} Remedy */

export class Notice {
  id = freshId("melding");
  #text = h("div", { role: "alert", class: "inhoud", id: this.id });
  #remedies = h("div", { class: "rij" });
  element = h("div", { class: "melding" }, this.#text, this.#remedies);

  /**
   * @param {string} text
   * @param {Remedy[]} [remedies]
   */
  show(text, remedies = []) {
    this.#text.replaceChildren(h("p", {}, text));
    this.#remedies.replaceChildren(...remedies.map(({ label, action }) => button(label, action)));
    this.element.classList.add("zichtbaar");
  }

  /**
   * Puts something more urgent above the text.
   * @param {HTMLElement} element
   */
  showFirst(element) {
    this.#text.prepend(element);
  }

  hide() {
    this.#text.replaceChildren();
    this.#remedies.replaceChildren();
    this.element.classList.remove("zichtbaar");
  }
}
