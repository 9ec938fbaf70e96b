/**
 * The one script that a municipality puts on its page:
 *
 *   <script src="https://…/static/zelfcheck.js" type="module" data-gemeente="leiden"></script>
 *
 * It adds a launcher in the corner of the page. A page that wants the self-check in a place of its own writes
 * `<zelfcheck-gesprek gemeente="leiden"></zelfcheck-gesprek>` there and leaves `data-gemeente` out.
 */
import { Api } from "./widget/api.js";
import { SHEET, TEXTS } from "./widget/delivered.js";
import { h } from "./widget/dom.js";
import { Panel } from "./widget/panel.js";
import { Memory } from "./widget/conversation.js";
import { View } from "./widget/view.js";

const ROOT = new URL("../", import.meta.url);

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
    const sheet = await new CSSStyleSheet().replace(SHEET);
    const memory = new Memory(this.#gemeente);
    const wanted = this.#isPage || memory.session || (await api.isReady());
    if (wanted && this.isConnected && !this.#view) this.#show(api, memory, sheet);
  }

  disconnectedCallback() {
    this.#view?.close();
  }

  get #gemeente() {
    return this.getAttribute("gemeente") ?? "";
  }

  get #isPage() {
    return this.getAttribute("weergave") === "pagina";
  }

  /**
   * @param {Api} api
   * @param {Memory} memory
   * @param {CSSStyleSheet} sheet
   */
  #show(api, memory, sheet) {
    this.#view = new View(api, memory, this.#gemeente, TEXTS);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const thema = this.getAttribute("thema");
    if (thema) this.classList.add(thema);
    if (this.#isPage) this.#showPage(root, this.#view);
    else this.#showPanel(root, new Panel(this.#view, memory, TEXTS));
  }

  /**
   * @param {ShadowRoot} root
   * @param {View} view
   */
  #showPage(root, view) {
    const title = h("h2", { class: "ongezien" }, TEXTS.gesprek.naam);
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
