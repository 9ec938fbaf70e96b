/** What the resident can do with the whole conversation: look back, change, print, download, erase. */

import { ask, confirm } from "./dialogs.js";
import { button, freshId, h } from "./dom.js";
import { download, filled, paper, placeSentence } from "./record.js";
import { fill, longDate } from "./text.js";

/** @import { Conversation } from "./conversation.js" */
/** @import { Dossier, Texts } from "./types.js" */

/**
 * @typedef {object} Surroundings
 * @property {HTMLElement} place where dialogs go
 * @property {(text: string) => void} warn
 * @property {() => void} onErased
 * @property {(veld: string) => void} onChange the question of this field is to be asked again
 */

export class Tools {
  #texts;
  #conversation;
  #surroundings;

  /**
   * @param {Texts} texts
   * @param {Conversation} conversation
   * @param {Surroundings} surroundings
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
      button(words.afdrukken, () => this.#withRecord((dossier) => this.#print(dossier))),
      button(words.download, () => this.#withRecord((dossier) => download(dossier, this.#texts))),
      button(words.later, () => this.#later()),
      button(words.wis, () => this.#erase()),
    ];
    return h("details", { class: "menu" }, h("summary", {}, words.naam), h("div", { class: "rij" }, buttons));
  }

  /** @param {Dossier} dossier */
  #print(dossier) {
    const page = /** @type {HTMLElement} */ (this.#surroundings.place.closest("[lang]"));
    printOnly(paper(dossier, this.#texts), page);
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
    const answers = filled(dossier, this.#texts);
    const place = placeSentence(dossier, this.#texts);
    const content = [
      place && h("p", {}, place),
      h("p", {}, answers.length ? words.veranderen : words.niets),
      answers.length > 0 &&
        h(
          "ul",
          { class: "ingevuld" },
          answers.map((answer) => this.#answer(answer)),
        ),
    ];
    const { place: surface, onChange } = this.#surroundings;
    const veld = await ask({
      place: surface,
      title: words.titel,
      content,
      answers: [{ label: words.sluiten, value: "" }],
    });
    if (veld) onChange(veld);
  }

  /** @param {import("./record.js").Filled} answer */
  #answer({ veld, zinnen }) {
    const sentence = h("span", { id: freshId("zin") }, zinnen.join(" "));
    const change = h(
      "button",
      { class: "knop", value: veld, "aria-describedby": sentence.id },
      this.#texts.ingevuld.wijzig,
    );
    return h("li", {}, h("form", { method: "dialog" }, sentence, change));
  }

  async #later() {
    const words = this.#texts.later;
    const made = await this.#conversation.code().catch(() => null);
    if (!made) return this.#surroundings.warn(this.#texts.fout.gegevens);
    const dag = longDate(new Date(made.geldig_tot));
    const content = [
      h("p", {}, words.code, " ", h("strong", { class: "code" }, made.code)),
      h("p", {}, fill(words.uitleg, { adres: made.adres, dag })),
    ];
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

/**
 * Puts this on paper and nothing else. A phone's browser goes on while its print dialog is open: only `afterprint` says
 * that it was printed.
 * @param {HTMLElement} paper
 * @param {HTMLElement} page what it stands on, within our shadow root
 */
function printOnly(paper, page) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(ONLY);
  document.adoptedStyleSheets.push(sheet);
  page.append(paper);
  page.classList.add("afdruk");
  const restore = () => {
    paper.remove();
    page.classList.remove("afdruk");
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  addEventListener("afterprint", restore, { once: true });
  print();
}
