/** What the resident can do with the whole conversation: look back, print, download, erase. */

import { ask, confirm } from "./dialogs.js";
import { button, h } from "./dom.js";
import { answerSentences, download } from "./record.js";

/** @import { Conversation } from "./conversation.js" */
/** @import { Dossier, Texts } from "./types.js" */

/** @typedef {{place: HTMLElement, warn: (text: string) => void, onErased: () => void}} Surroundings */

export class Tools {
  #texts;
  #conversation;
  #surroundings;

  /**
   * @param {Texts} texts
   * @param {Conversation} conversation
   * @param {Surroundings} surroundings where dialogs go, where trouble is told, what happens after erasing
   */
  constructor(texts, conversation, surroundings) {
    this.#texts = texts;
    this.#conversation = conversation;
    this.#surroundings = surroundings;
    this.element = this.#menu();
  }

  #menu() {
    const words = this.#texts.menu;
    const buttons = [
      button(words.ingevuld, () => this.#withRecord((dossier) => this.#showAnswers(dossier))),
      button(words.afdrukken, () => this.#print()),
      button(words.download, () => this.#withRecord((dossier) => download(dossier, this.#texts))),
      button(words.wis, () => this.#erase()),
    ];
    return h("details", { class: "menu" }, h("summary", {}, words.naam), h("div", { class: "rij" }, buttons));
  }

  #print() {
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const reasons = this.#surroundings.place.querySelectorAll(".kaart details");
    printConversation(reasons);
  }

  /** @param {(dossier: Dossier) => void} use */
  async #withRecord(use) {
    const dossier = await this.#conversation.record().catch(() => null);
    if (dossier) use(dossier);
    else this.#surroundings.warn(this.#texts.fout.gegevens);
  }

  /** @param {Dossier} dossier */
  async #showAnswers(dossier) {
    const words = this.#texts.ingevuld;
    const sentences = answerSentences(dossier, this.#texts).map((sentence) => h("li", {}, sentence));
    const content = sentences.length
      ? [h("ul", {}, sentences), h("p", {}, words.veranderen)]
      : [h("p", {}, words.niets)];
    const answers = [{ label: words.sluiten, value: "" }];
    await ask({ place: this.#surroundings.place, title: words.titel, content, answers });
  }

  async #erase() {
    if (!(await confirm(this.#surroundings.place, this.#texts.wissen))) return;
    await this.#conversation.erase().then(
      () => this.#surroundings.onErased(),
      () => this.#surroundings.warn(this.#texts.wissen.mislukt),
    );
  }
}

const ONLY = `@media print {
  body :not(:has(zelfcheck-gesprek), zelfcheck-gesprek) { display: none !important; }
}`;

/** @param {Iterable<HTMLDetailsElement>} details what is folded in must be on paper too */
export function printConversation(details) {
  const folded = [...details].filter((element) => !element.open);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(ONLY);
  document.adoptedStyleSheets.push(sheet);
  for (const element of folded) element.open = true;
  print();
  for (const element of folded) element.open = false;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
}
