/** One line of the transcript: who speaks, the text, and what comes with it, such as answers to choose from. */

import { cards, spokenCards } from "./cards.js";
import { button, freshId, h, unseen } from "./dom.js";
import { fill, givesEmergencyNumber, markdown, plainText } from "./text.js";

/** @import { Entry, Keuze, Texts } from "./types.js" */

/** @typedef {{onChoice: (keuze: Keuze) => void, onRetry: (entry: Entry) => void}} Actions */

export class Message {
  /** @type {Choices | null} */
  choices = null;
  #texts;
  #actions;
  #body = h("div", { class: "tekst", id: freshId("tekst") });
  #delivery = h("p", { class: "bezorging" });

  /**
   * @param {Entry} entry
   * @param {Texts} texts
   * @param {Actions} actions
   */
  constructor(entry, texts, actions) {
    this.entry = entry;
    this.#texts = texts;
    this.#actions = actions;
    if (entry.keuzes?.length) this.choices = new Choices(entry.keuzes, texts, this.#body.id, actions.onChoice);
    this.element = h("li", { class: this.#kind, tabindex: -1 }, this.#parts());
    this.update();
  }

  /** Shows the entry as it is now: its text may have been masked, its delivery may have changed. */
  update() {
    this.#body.replaceChildren(...this.#content());
    this.#delivery.replaceChildren(...this.#deliveryParts());
  }

  /** What a screen reader says when this message arrives. */
  get announcement() {
    const titles = this.entry.keuzes?.map(({ titel }) => titel).join(", ");
    const offer = titles && fill(this.#texts.gesprek.om_te_kiezen, { titels: titles });
    const named = spokenCards(this.entry.kaarten ?? [], this.#texts);
    const lines = [`${this.#speaker}:`, this.#danger, plainText(this.entry.tekst), ...named, this.#progress, offer];
    return lines.filter(Boolean).join(" ");
  }

  get #kind() {
    return this.#danger ? "bericht assistent gevaar" : `bericht ${this.entry.van}`;
  }

  get #speaker() {
    return this.#texts.spreker[this.entry.van];
  }

  get #danger() {
    const { van, tekst } = this.entry;
    const numbers = this.#texts.noodnummers;
    return van === "assistent" && givesEmergencyNumber(tekst, numbers) ? this.#texts.gesprek.gevaar : "";
  }

  get #progress() {
    const { voortgang } = this.entry;
    return voortgang ? fill(this.#texts.gesprek.voortgang, voortgang) : "";
  }

  #parts() {
    return [
      h("p", { class: "spreker" }, this.#speaker),
      this.#danger && h("p", { class: "let-op" }, h("strong", {}, this.#danger)),
      this.#progress && h("p", { class: "voortgang" }, this.#progress),
      this.#body,
      this.entry.van === "inwoner" && this.#delivery,
      ...cards(this.entry.kaarten ?? [], this.#texts),
      this.choices?.element,
    ];
  }

  /** What a person typed is shown as typed: no marks, no links. */
  #content() {
    const { van, tekst } = this.entry;
    return van === "assistent" ? markdown(tekst, this.#texts.gesprek.nieuw_tabblad) : [h("p", {}, tekst)];
  }

  #deliveryParts() {
    const words = this.#texts.gesprek;
    if (this.entry.delivery === "sending") return [words.versturen];
    if (this.entry.delivery === "sent") return [];
    return [`${words.niet_verstuurd} `, button(words.opnieuw, () => this.#actions.onRetry(this.entry))];
  }
}

export class Choices {
  #texts;
  #note = unseen("");
  #buttons;

  /**
   * @param {Keuze[]} keuzes
   * @param {Texts} texts
   * @param {string} questionId id of the element that holds the question
   * @param {(keuze: Keuze) => void} onChoice
   */
  constructor(keuzes, texts, questionId, onChoice) {
    this.#texts = texts.gesprek;
    this.#buttons = keuzes.map((keuze) => button(keuze.titel, () => this.#isOpen && onChoice(keuze)));
    this.element = h(
      "fieldset",
      { class: "keuzes", "aria-describedby": questionId },
      h("legend", {}, this.#texts.kies),
      h("div", { class: "rij" }, this.#buttons),
      this.#note,
    );
  }

  /**
   * Opens the choices, or closes them and names the one that was taken. A used button is not `disabled`: it may have
   * the focus, and the focus must not get lost.
   * @param {boolean} open
   * @param {string} [answer] what the resident sent
   */
  set(open, answer = "") {
    for (const choice of this.#buttons) mark(choice, open, !open && choice.textContent === answer);
    this.element.classList.toggle("gebruikt", !open);
    this.#note.textContent = open ? "" : this.#summary(answer);
  }

  get #isOpen() {
    return !this.element.classList.contains("gebruikt");
  }

  /** @param {string} answer */
  #summary(answer) {
    const wasChoice = this.#buttons.some((choice) => choice.textContent === answer);
    return wasChoice ? fill(this.#texts.gekozen, { titel: answer }) : this.#texts.beantwoord;
  }
}

/**
 * @param {HTMLButtonElement} choice
 * @param {boolean} open
 * @param {boolean} taken
 */
function mark(choice, open, taken) {
  choice.classList.toggle("gekozen", taken);
  choice.tabIndex = open ? 0 : -1;
  choice.setAttribute("aria-disabled", String(!open));
}
