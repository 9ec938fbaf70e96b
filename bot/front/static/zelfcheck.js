/**
 * The one script that a municipality puts on its page:
 *
 *   <script src="https://…/static/zelfcheck.js" type="module" data-gemeente="leiden"></script>
 *
 * It adds a launcher in the corner of the page. A page that wants the self-check in a place of its own writes
 * `<zelfcheck-gesprek gemeente="leiden"></zelfcheck-gesprek>` there and leaves `data-gemeente` out.
 */
import { Api } from "./widget/api.js";
import { h } from "./widget/dom.js";
import { Panel } from "./widget/panel.js";
import { Memory } from "./widget/conversation.js";
import { View } from "./widget/view.js";

/** @import { Texts } from "./widget/types.js" */

const STATIC = new URL("./", import.meta.url);
const ROOT = new URL("../", STATIC);

/**
 * `<zelfcheck-gesprek gemeente="leiden" weergave="knop" thema="mijn-thema">`
 *
 * - `gemeente`: slug; left out, the conversation asks for it
 * - `weergave`: `knop` (a button in its place, the default), `hoek` (a button in the corner of the page) or `pagina`
 * - `thema`: class name of an NL Design System theme
 *
 * What stands inside the element is shown until the conversation is there: a plain version for without JavaScript.
 */
class ZelfcheckGesprek extends HTMLElement {
  /** @type {View | null} */
  #view = null;

  async connectedCallback() {
    if (this.#view) return this.#view.resume();
    const api = new Api(ROOT);
    const [texts, sheet, alive] = await Promise.all([loadTexts(), loadSheet(), this.#isPage || api.isAlive()]);
    if (texts && sheet && alive && this.isConnected && !this.#view) this.#show(api, texts, sheet);
  }

  disconnectedCallback() {
    this.#view?.close();
  }

  get #isPage() {
    return this.getAttribute("weergave") === "pagina";
  }

  /**
   * @param {Api} api
   * @param {Texts} texts
   * @param {CSSStyleSheet} sheet
   */
  #show(api, texts, sheet) {
    const gemeente = this.getAttribute("gemeente") ?? "";
    const memory = new Memory(gemeente);
    this.#view = new View(api, memory, gemeente, texts);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const thema = this.getAttribute("thema");
    if (thema) this.classList.add(thema);
    if (this.#isPage) this.#showPage(root, this.#view, texts);
    else this.#showPanel(root, new Panel(this.#view, memory, texts));
  }

  /**
   * @param {ShadowRoot} root
   * @param {View} view
   * @param {Texts} texts
   */
  #showPage(root, view, texts) {
    const title = h("h2", { class: "ongezien" }, texts.gesprek.naam);
    root.append(h("div", { lang: "nl", class: "pagina" }, title, view.element));
    view.open();
  }

  /**
   * @param {ShadowRoot} root
   * @param {Panel} panel
   */
  #showPanel(root, panel) {
    root.append(h("div", { lang: "nl" }, panel.elements));
    panel.resume();
  }
}

/** @returns {Promise<Texts | null>} null when the server does not answer: then nothing is shown */
async function loadTexts() {
  const response = await load("teksten.json");
  return response && response.json();
}

async function loadSheet() {
  const response = await load("widget/zelfcheck.css");
  return response && new CSSStyleSheet().replace(await response.text());
}

/** @param {string} path */
async function load(path) {
  const response = await fetch(new URL(path, STATIC), { credentials: "omit", referrerPolicy: "no-referrer" }).catch(
    () => null,
  );
  return response?.ok ? response : null;
}

customElements.define("zelfcheck-gesprek", ZelfcheckGesprek);

/** @type {HTMLScriptElement | undefined} */
const script = [...document.querySelectorAll("script")].find((candidate) => candidate.src === import.meta.url);
if (script?.dataset.gemeente !== undefined) addLauncher(script.dataset);

/** @param {DOMStringMap} settings the script tag's data attributes */
function addLauncher({ gemeente = "", thema = "" }) {
  const element = document.createElement("zelfcheck-gesprek");
  element.setAttribute("gemeente", gemeente);
  element.setAttribute("thema", thema);
  element.setAttribute("weergave", "hoek");
  document.body.append(element);
}
