/**
 * The launcher and the panel that it opens. Beside the page where there is room for both; on a small screen, where the
 * panel covers the page, the page behind it is out of reach, so that the focus is never on something hidden.
 */

import { button, freshId, h } from "./dom.js";

/** @import { Memory } from "./conversation.js" */
/** @import { Texts } from "./types.js" */
/** @import { View } from "./view.js" */

const COVERS_PAGE = "(max-width: 40rem), (max-height: 30rem)";

export class Panel {
  #view;
  #memory;
  #small = matchMedia(COVERS_PAGE);
  #dialog;
  #launcher;

  /**
   * @param {View} view
   * @param {Memory} memory
   * @param {Texts} texts
   */
  constructor(view, memory, texts) {
    this.#view = view;
    this.#memory = memory;
    this.#dialog = this.#makeDialog(texts.venster);
    this.#launcher = button(texts.venster.openen, () => this.#toggle(), {
      class: "knop hoofd opener",
      "aria-expanded": "false",
      "aria-controls": this.#dialog.id,
    });
    this.elements = [this.#launcher, this.#dialog];
    this.#small.addEventListener("change", () => this.#fit());
  }

  /** Opens the panel again that was open before the page was loaded again; the focus stays where it is. */
  async resume() {
    if (!this.#memory.isOpen) return;
    if (this.#small.matches) this.#show();
    else this.#dialog.open = true;
    await this.#opened();
  }

  /** @param {Record<string, string>} words */
  #makeDialog(words) {
    const titleId = freshId("titel");
    const header = h(
      "header",
      {},
      h("h2", { id: titleId }, words.titel),
      button(words.sluiten, () => this.#close()),
    );
    const attributes = { id: freshId("venster"), class: "venster", "aria-labelledby": titleId };
    const listeners = { keydown: this.#closeOnEscape, cancel: this.#closeOnCancel };
    return h("dialog", { ...attributes, ...listeners }, header, this.#view.element);
  }

  #toggle() {
    if (this.#dialog.open) this.#close();
    else this.#openAndFocus();
  }

  async #openAndFocus() {
    this.#show();
    this.#view.focusField();
    await this.#opened();
  }

  async #opened() {
    this.#launcher.setAttribute("aria-expanded", "true");
    await this.#view.open();
    this.#memory.keepOpen(this.#dialog.open);
  }

  /** The screen became small or large. A question on top of the panel is answered first: it must stay on top. */
  #fit() {
    const root = /** @type {ShadowRoot} */ (this.#dialog.getRootNode());
    const question = root.querySelector("dialog.vraag[open]");
    if (question) return question.addEventListener("close", () => this.#fit(), { once: true });
    if (!this.#dialog.open) return;
    const focused = /** @type {HTMLElement | null} */ (root.activeElement);
    this.#dialog.close();
    this.#show();
    focused?.focus();
  }

  #show() {
    if (this.#small.matches) this.#dialog.showModal();
    else this.#dialog.show();
  }

  #close() {
    this.#dialog.close();
    this.#launcher.setAttribute("aria-expanded", "false");
    this.#memory.keepOpen(false);
    this.#launcher.focus();
  }

  #closeOnEscape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.#close();
  };

  /** The back gesture of a phone. */
  #closeOnCancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    this.#close();
  };
}
