/** The conversation on the screen: transcript, field and tools, kept in step with what happens. */

import { Problem, Unreachable } from "./api.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { ask } from "./dialogs.js";
import { button, h } from "./dom.js";
import { Announcer, Waiting } from "./telling.js";
import { Tools } from "./tools.js";
import { fill } from "./text.js";
import { Transcript } from "./transcript.js";

/** @import { Api } from "./api.js" */
/** @import { Memory } from "./conversation.js" */
/** @import { Entry, Listener, Stand, Texts } from "./types.js" */

/** @implements {Listener} */
export class View {
  #texts;
  #conversation;
  #announcer = new Announcer();
  #composer;
  #transcript;
  #waiting;
  #tools;
  #farewell = h("div", { class: "afscheid", hidden: true });
  #isOpen = false;
  #warning = new AbortController();

  /**
   * @param {Api} api
   * @param {Memory} memory
   * @param {string} gemeente slug, or empty
   * @param {Texts} texts
   */
  constructor(api, memory, gemeente, texts) {
    this.#texts = texts;
    this.#conversation = new Conversation(api, memory, gemeente, this);
    this.#composer = new Composer(texts, {
      isBusy: () => this.#conversation.isBusy,
      danger: (text) => this.#conversation.danger(text),
      onSend: (text) => this.#conversation.send({ tekst: text }, text),
    });
    this.#transcript = this.#makeTranscript();
    this.#waiting = new Waiting(texts, (text) => this.#announcer.say(text));
    this.element = h("div", { class: "blad", keydown: this.#leaveTranscript });
    this.#tools = this.#makeTools();
    this.element.append(...this.#parts());
    addEventListener("online", this.#retry);
  }

  /** Begins or goes on; safe to call more than once. */
  async open() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#composer.calm();
    this.#waiting.start();
    await this.#conversation.open().catch((error) => this.#cannotOpen(error));
    this.#waiting.stop();
  }

  focusField() {
    this.#composer.focus();
  }

  /** The element left the page. */
  close() {
    removeEventListener("online", this.#retry);
    this.#conversation.close();
  }

  /** The element is back in the page. */
  resume() {
    addEventListener("online", this.#retry);
    if (this.#isOpen) this.#conversation.listen();
  }

  /**
   * @param {Entry[]} entries
   * @param {boolean} live
   */
  added(entries, live) {
    const news = this.#transcript.add(entries, live);
    if (live && news.length) this.#announcer.say(news.join(" "));
  }

  /** @param {Entry} entry */
  changed(entry) {
    this.#transcript.update(entry);
  }

  /** @param {Entry} entry */
  removed(entry) {
    this.#transcript.remove(entry);
  }

  /** @param {boolean} busy */
  busy(busy) {
    if (busy) this.#waiting.start();
    else this.#waiting.stop();
    if (busy) this.#composer.calm();
  }

  /** @param {Stand} stand */
  progress(stand) {
    this.#waiting.tell(stand);
  }

  /**
   * @param {Entry} entry
   * @param {Problem} problem
   */
  refused(entry, problem) {
    if (entry.body && "tekst" in entry.body) this.#composer.giveBack(entry.tekst);
    this.#composer.warn(problem.message || this.#texts.fout.onbekend);
    this.#composer.showDanger(problem.danger);
  }

  /** @param {unknown} error */
  undelivered(error) {
    const { geen_verbinding, storing } = this.#texts.fout;
    this.#composer.warn(error instanceof Unreachable ? geen_verbinding : storing);
  }

  /** @param {number | null} seconds */
  async expiring(seconds) {
    this.#warning.abort();
    if (seconds === null) return;
    const { signal } = (this.#warning = new AbortController());
    await this.#askWhetherStillThere(seconds, signal);
    if (signal.aborted) return;
    await this.#conversation.extend().catch(() => this.#composer.warn(this.#texts.sessie.mislukt));
  }

  /** @param {Problem} problem */
  ended(problem) {
    const words = problem.isExpired ? problem.message : this.#texts.fout.verlopen;
    this.#warning.abort();
    this.#sayFarewell(words);
    this.#announcer.say(words);
  }

  /**
   * Also shown when the panel is closed: what was said in it is about to be out of reach.
   * @param {number} seconds
   * @param {AbortSignal} signal
   */
  async #askWhetherStillThere(seconds, signal) {
    const { titel, minuten, seconden, uitleg, ga_door } = this.#texts.sessie;
    const left =
      seconds > 90 ? fill(minuten, { aantal: Math.round(seconds / 60) }) : fill(seconden, { aantal: seconds });
    const place = /** @type {ParentNode} */ (this.element.closest("[lang]"));
    const content = [h("p", {}, fill(uitleg, { tijd: left }))];
    await ask({ place, title: titel, content, answers: [{ label: ga_door, value: "" }], role: "alertdialog", signal });
  }

  #makeTranscript() {
    const actions = {
      onChoice: (/** @type {import("./types.js").Keuze} */ { keuze, titel }) =>
        this.#conversation.send({ keuze }, titel),
      onRetry: (/** @type {Entry} */ entry) => this.#conversation.retry(entry),
    };
    return new Transcript(this.#texts, actions, this.#composer.element);
  }

  #makeTools() {
    return new Tools(this.#texts, this.#conversation, {
      place: this.element,
      warn: (text) => this.#composer.warn(text),
      onChange: (veld) => this.#change(veld),
      onErased: () => this.#sayFarewell(this.#texts.wissen.klaar).focus(),
    });
  }

  #parts() {
    const { newsButton, element } = this.#transcript;
    const bottom = [this.#waiting.element, newsButton, this.#composer.element];
    return [this.#tools.element, element, ...bottom, this.#farewell, this.#announcer.element];
  }

  /** @param {string} veld */
  async #change(veld) {
    this.focusField();
    const sent = await this.#conversation.send({ veld }, this.#texts.ingevuld.wijzigt);
    if (!sent) this.#composer.warn(this.#texts.veld.even_wachten);
  }

  /** @param {unknown} error */
  #cannotOpen(error) {
    if (error instanceof Problem && error.isExpired) return this.ended(error);
    this.#isOpen = false;
    const remedy = { label: this.#texts.gesprek.opnieuw, action: () => this.open() };
    this.#composer.warn(this.#texts.fout.openen, [remedy]);
  }

  /**
   * @param {string} text why the conversation is over
   * @returns {HTMLElement} the element that says so
   */
  #sayFarewell(text) {
    this.#transcript.clear();
    this.#composer.clear();
    const again = button(this.#texts.wissen.begin, () => this.#beginAgain(), { class: "knop hoofd" });
    const message = h("p", { tabindex: -1 }, text);
    this.#farewell.replaceChildren(message, again);
    this.#setOver(true);
    return message;
  }

  #beginAgain() {
    this.#isOpen = false;
    this.#setOver(false);
    this.focusField();
    this.open();
  }

  /** @param {boolean} over */
  #setOver(over) {
    this.#farewell.hidden = !over;
    for (const part of [this.#tools, this.#transcript, this.#composer]) part.element.hidden = over;
  }

  #retry = () => this.#conversation.retryAll();

  /** Escape goes from the transcript back to the field; from there it is the panel's. */
  #leaveTranscript = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !event.composedPath().includes(this.#transcript.element)) return;
    event.preventDefault();
    event.stopPropagation();
    this.focusField();
  };
}
