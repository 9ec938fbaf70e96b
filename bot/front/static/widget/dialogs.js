/** Short dialogs over everything else. Escape is the same as the first button. */

import { button, freshId, h } from "./dom.js";

/**
 * @typedef {object} Question
 * @property {ParentNode} place where the dialog goes
 * @property {string} title
 * @property {(HTMLElement | string | false)[]} content
 * @property {{label: string, value: string}[]} answers
 * @property {"dialog" | "alertdialog"} [role]
 * @property {AbortSignal} [signal] closes the dialog, when the question no longer matters
 */

/**
 * Asks a yes-no question; Escape is no. Resolves to the answer, when the dialog is closed.
 * @param {ParentNode} place
 * @param {Record<string, string>} words titel, uitleg, ja, nee
 * @returns {Promise<boolean>}
 */
export async function confirm(place, { titel, uitleg, ja, nee }) {
  const answers = [
    { label: nee, value: "nee" },
    { label: ja, value: "ja" },
  ];
  return (await ask({ place, title: titel, content: [h("p", {}, uitleg)], answers })) === "ja";
}

/**
 * Resolves to the value of the button that was pressed, or to an empty text.
 * @param {Question} question
 * @returns {Promise<string>}
 */
export function ask({ place, title, content, answers, role = "dialog", signal }) {
  const [id, body] = [freshId("titel"), freshId("uitleg")];
  const look = { class: answers.length === 1 ? "knop hoofd" : "knop" };
  const buttons = answers.map(({ label, value }) => button(label, () => dialog.close(value), look));
  const dialog = h(
    "dialog",
    { class: "vraag", role, "aria-labelledby": id, "aria-describedby": body, keydown: keepEscape },
    h("h2", { id, tabindex: -1, autofocus: true }, title),
    h("div", { id: body, class: "inhoud" }, content),
    h("div", { class: "rij" }, buttons),
  );
  place.append(dialog);
  dialog.showModal();
  signal?.addEventListener("abort", () => dialog.close());
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue));
  }).finally(() => dialog.remove());
}

/**
 * Escape closes this dialog, not the panel around it.
 * @param {KeyboardEvent} event
 */
function keepEscape(event) {
  if (event.key === "Escape") event.stopPropagation();
}
