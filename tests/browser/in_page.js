// What the checks measure inside the page: in the document and in the widget's shadow root. Findings are sentences.

var FOCUSABLE = "a[href], button, textarea, select, summary, input:not([type=hidden]), [tabindex='0']";

var roots = () => {
  const hosts = [...document.querySelectorAll("zelfcheck-gesprek")];
  return [document, ...hosts.map((host) => host.shadowRoot).filter(Boolean)];
};
var all = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
// Text for screen readers only is clipped away, and a skip link waits outside the page until it has the focus.
var isClipped = (element) =>
  element && (getComputedStyle(element).clipPath === "inset(50%)" || isClipped(element.parentElement));
var isAside = (element) => isClipped(element) || element.matches(".naar-inhoud:not(:focus)");
var isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !isAside(element);
var describe = (element) => {
  const words = (element.innerText || element.getAttribute("aria-label") || "").trim().slice(0, 40);
  return `${element.localName}${element.className && `.${element.className}`} "${words}"`;
};
var hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

// The elements that are larger than what they stand in, or whose own text does not fit.
var overflowing = () => {
  const wide = (element) => element.scrollWidth > element.clientWidth + 1;
  const page = wide(document.documentElement) ? ["the page scrolls sideways"] : [];
  const boxes = all("body *, [lang] *").filter((element) => element.clientWidth > 0);
  const blocks = boxes.filter((element) => getComputedStyle(element).display !== "inline" && isShown(element));
  const sideways = blocks.filter((element) => wide(element) && element.localName !== "textarea");
  const cut = blocks.filter((element) => isCut(element));
  return [
    ...page,
    ...sideways.map((element) => `${describe(element)} is ${element.scrollWidth} wide in ${element.clientWidth}`),
    ...cut.map((element) => `${describe(element)} is ${element.scrollHeight} high in ${element.clientHeight}`),
  ];
};
var isCut = (element) => {
  if (element.scrollHeight <= element.clientHeight + 1 || element.localName === "textarea") return false;
  const { overflowY } = getComputedStyle(element);
  if (["auto", "scroll"].includes(overflowY)) return false;
  return hasText(element) || ["hidden", "clip"].includes(overflowY);
};

var small = (least) => {
  const inSentence = (element) =>
    element.localName === "a" && element.closest("p, li")?.innerText.trim() !== element.innerText.trim();
  return all("a[href], button, textarea, select, summary, input:not([type=hidden])")
    .filter((element) => isShown(element) && !inSentence(element))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < least)
    .map(([element, box]) => `${describe(element)} is ${box.width} by ${box.height}`);
};

var edgeless = () => {
  const sides = ["Top", "Right", "Bottom", "Left"];
  const hasEdge = (style) =>
    sides.every((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1);
  const isNative = (style) => style.appearance !== "none" && style.appearance !== "button";
  return all("button, textarea, select, input:not([type=hidden])")
    .filter(isShown)
    .filter((element) => {
      const style = getComputedStyle(element);
      return !hasEdge(style) && !(isNative(style) && ["checkbox", "radio"].includes(element.type));
    })
    .map((element) => `${describe(element)} has no edge`);
};

var moving = () => {
  const running = roots().flatMap((root) => root.getAnimations());
  const seconds = (value) => Math.max(...value.split(",").map(parseFloat));
  const styled = all("body *, [lang] *")
    .filter(isShown)
    .filter((element) => {
      const style = getComputedStyle(element);
      return (
        seconds(style.transitionDuration) > 0 || style.animationName !== "none" || style.scrollBehavior === "smooth"
      );
    });
  return [
    ...running.map((each) => `${describe(each.effect.target)} moves`),
    ...styled.map((each) => `${describe(each)} would move`),
  ];
};

// The focus: where it is, whether it can be seen there, and whether it comes by every control in the order of reading.
var focused = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};
var begin = () => {
  window.zcWalk = [];
  focused()?.blur();
  getSelection().removeAllRanges();
  const dialog = all("dialog:modal").at(-1);
  if (!dialog) document.body.tabIndex = -1;
  (dialog ?? document.body).focus();
  document.body.removeAttribute("tabindex");
};
var step = () => {
  const element = focused();
  const isNowhere = !element || element === document.body || element === document.documentElement;
  if (isNowhere && window.zcWalk.length === 0 && !window.zcLeft) {
    window.zcLeft = true;
    return { round: all(FOCUSABLE).filter(isReachable).length === 0, findings: [] };
  }
  window.zcLeft = false;
  if (isNowhere || window.zcWalk.includes(element)) return { round: true, findings: [] };
  const before = window.zcWalk.at(-1);
  window.zcWalk.push(element);
  return {
    round: false,
    findings: [outlineFault(element), hiddenFault(element), orderFault(before, element)].filter(Boolean),
  };
};
var outlineFault = (element) => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const isDrawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/^rgba.*, 0\)$/.test(outlineColor);
  return isDrawn || element.localName === "main" ? "" : `${describe(element)} has the focus without an outline`;
};
var hiddenFault = (element) => {
  const box = element.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0) + 2, Math.min(box.right, innerWidth) - 2];
  const [top, bottom] = [Math.max(box.top, 0) + 2, Math.min(box.bottom, innerHeight) - 2];
  const points = [
    [(left + right) / 2, (top + bottom) / 2],
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ];
  const isSeen = points.some(([x, y]) => {
    const found = element.getRootNode().elementFromPoint(x, y);
    return found && (element.contains(found) || (found.contains(element) && found.localName === "label"));
  });
  return isSeen ? "" : `${describe(element)} has the focus out of sight`;
};
var orderFault = (before, element) => {
  if (!before) return "";
  const [one, other] =
    before.getRootNode() === element.getRootNode() ? [before, element] : [outer(before), outer(element)];
  const isAfter = one === other || one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isAfter ? "" : `${describe(element)} comes after ${describe(before)}`;
};
var outer = (element) => (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : element);
var isReachable = (element) => {
  const modal = all("dialog:modal").at(-1);
  if (modal && !modal.contains(element) && !modal.contains(outer(element))) return false;
  const isRadio = element.type === "radio";
  return (
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) && !isRadio
  );
};
var unreached = () =>
  all(FOCUSABLE)
    .filter((element) => isReachable(element) && !window.zcWalk.includes(element))
    .map((element) => `${describe(element)} is not reached with Tab`);

var addStyle = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  for (const root of roots()) root.adoptedStyleSheets.push(sheet);
};
var removeStyle = () => {
  for (const root of roots()) root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, -1);
};
