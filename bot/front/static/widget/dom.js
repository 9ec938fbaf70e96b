/** Building blocks for the page: elements and text nodes only, never HTML in a string. */

/** @typedef {Node | string | null | undefined | false} Child */

let counter = 0;

/**
 * An element with its attributes, listeners (values that are functions) and children; empty children are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat().filter(isPresent));
  return element;
}

/**
 * A button that does something on this page.
 * @param {string} label
 * @param {() => void} action
 * @param {Record<string, unknown>} [attributes]
 */
export function button(label, action, attributes = {}) {
  return h("button", { type: "button", class: "knop", click: action, ...attributes }, label);
}

/**
 * Text for screen readers only.
 * @param {string} text
 */
export function unseen(text) {
  return h("span", { class: "ongezien" }, text);
}

/**
 * An id that is unique in this page, for labels and descriptions.
 * @param {string} name
 */
export function freshId(name) {
  counter += 1;
  return `zc-${name}-${counter}`;
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {unknown} value
 */
function set(element, name, value) {
  if (typeof value === "function") element.addEventListener(name, /** @type {EventListener} */ (value));
  else if (value === true) element.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isPresent(child) {
  return child instanceof Node || (typeof child === "string" && child !== "");
}
