/** What is told besides the transcript: to screen readers, while waiting, and when something is wrong. */

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
const SLOW_AFTER = 8_000;

export class Waiting {
  element = h("p", { class: "wachten" });
  #texts;
  #onSlow;
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

  start() {
    this.stop();
    this.#timers = [
      setTimeout(() => this.#show(this.#texts.typt), TYPING_AFTER),
      setTimeout(() => this.#onSlow(this.#show(this.#texts.duurt_langer)), SLOW_AFTER),
    ];
  }

  /** @param {Stand} stand */
  tell(stand) {
    this.stop();
    if (stand === "typt") this.#show(this.#texts.typt);
    if (stand === "langer") this.#onSlow(this.#show(this.#texts.duurt_langer));
  }

  stop() {
    this.#timers.forEach(clearTimeout);
    this.element.textContent = "";
  }

  /** @param {string} text */
  #show(text) {
    this.element.textContent = text;
    return text;
  }
}

/** @typedef {{label: string, action: () => void}} Remedy */

export class Notice {
  id = freshId("melding");
  #text = h("p", { role: "alert", id: this.id });
  #remedies = h("div", { class: "rij" });
  element = h("div", { class: "melding" }, this.#text, this.#remedies);

  /**
   * @param {string} text
   * @param {Remedy[]} [remedies]
   */
  show(text, remedies = []) {
    this.#text.textContent = text;
    this.#remedies.replaceChildren(...remedies.map(({ label, action }) => button(label, action)));
    this.element.classList.add("zichtbaar");
  }

  hide() {
    this.#text.textContent = "";
    this.#remedies.replaceChildren();
    this.element.classList.remove("zichtbaar");
  }
}
