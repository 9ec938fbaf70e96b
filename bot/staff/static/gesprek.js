/** Shows what the resident writes while the page is open. Without JavaScript the page has a link that reloads it. */

/** @typedef {{number: number, kind: string, speaker: string, at: string, text: string, danger: string}} Line */

const list = document.querySelector("ol[data-volg]");
if (list instanceof HTMLElement) follow(list);

/** @param {HTMLElement} list */
function follow(list) {
  const source = new EventSource(`${list.dataset.volg}?na=${list.dataset.nummer}`);
  source.addEventListener("bericht", ({ data }) => show(list, JSON.parse(data)));
  source.addEventListener("einde", () => {
    source.close();
    tell(list.dataset.einde ?? "");
  });
}

/**
 * Everything that was typed becomes text, never HTML.
 * @param {HTMLElement} list
 * @param {Line} line
 */
function show(list, line) {
  if (document.getElementById(`regel-${line.number}`)) return;
  const item = document.createElement("li");
  item.id = `regel-${line.number}`;
  item.className = line.kind === "inwoner" ? "van-inwoner" : "van-ons";
  item.append(paragraph("strong", line.speaker, `, ${line.at}`));
  if (line.danger) item.append(paragraph("strong", line.danger, ""));
  item.append(paragraph("bdi", line.text, ""));
  list.append(item);
  if (line.kind === "inwoner") tell(list.dataset.nieuw ?? "");
}

/**
 * @param {string} name of the element that holds the words
 * @param {string} words
 * @param {string} after
 */
function paragraph(name, words, after) {
  const element = document.createElement(name);
  element.textContent = words;
  if (name === "bdi") element.className = "woorden";
  const whole = document.createElement("p");
  whole.append(element, after);
  return whole;
}

/** For a screen reader, and for whoever has another tab in view. @param {string} words */
function tell(words) {
  const status = document.getElementById("gesprek-nieuws");
  if (status) status.textContent = words;
  if (document.hidden) document.title = words;
}
