/** As much of a page as the widget's modules need: elements that can be read back as HTML. Nothing is laid out. */

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const EMPTY = new Set(["br", "input", "img"]);

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]);
}

class Node {}

class Element extends Node {
  children = [];
  attributes = new Map();
  listeners = new Map();

  constructor(tag) {
    super();
    this.tag = tag;
  }

  append(...children) {
    this.children.push(...children);
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  addEventListener(name, listener) {
    this.listeners.set(name, listener);
  }

  get outerHTML() {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
    const content = this.children.map((child) => (typeof child === "string" ? escaped(child) : child.outerHTML));
    return `<${this.tag}${attributes}>${EMPTY.has(this.tag) ? "" : `${content.join("")}</${this.tag}>`}`;
  }
}

class Storage {
  #kept = new Map();

  getItem(name) {
    return this.#kept.get(name) ?? null;
  }

  setItem(name, value) {
    this.#kept.set(name, value);
  }

  removeItem(name) {
    this.#kept.delete(name);
  }
}

/** A fresh page: nothing stored, this address. `tell` lets something happen to it. */
export function openPage(address = "https://www.leiden.nl/hulp") {
  const { pathname, search, hash } = new URL(address);
  const listeners = [];
  const addEventListener = (name, listener, { signal }) => listeners.push({ name, listener, signal });
  const page = {
    Node,
    document: { createElement: (tag) => new Element(tag), visibilityState: "visible", addEventListener },
    location: { pathname, search, hash },
    history: { replaceState: (_state, _title, place) => (page.place = place) },
    sessionStorage: new Storage(),
    addEventListener,
  };
  for (const name of Object.keys(page))
    Object.defineProperty(globalThis, name, { value: page[name], configurable: true });
  page.tell = (happened, event = {}) => {
    for (const { name, listener, signal } of listeners) if (name === happened && !signal.aborted) listener(event);
  };
  return page;
}
