/* Making elements. Texts become text nodes, so no text of anybody's is ever read as HTML. */

/** Return an element; attributes are ours alone, `onclick` and the like are listeners. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

/** Return an element that holds one text and reads in the direction of that text. */
function told(tag, text, attributes = {}) {
  return make(tag, { dir: directionOf(text), ...attributes }, text);
}

/** Return "rtl" or "ltr" by most of the letters, or nothing where there are none. What is set
    apart by invisible marks, as a name in a sentence is, does not count. */
function directionOf(whole) {
  const text = whole.replace(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, "");
  const leftwards = (text.match(/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g) || []).length;
  const letters = (text.match(/\p{L}/gu) || []).length;
  if (!letters) return undefined;
  return leftwards * 2 > letters ? "rtl" : "ltr";
}

/** Return a fixed word of the panel with its {names} filled. */
function say(panel, name, values = {}) {
  return (panel.words[name] ?? name).replace(/\{(\w+)\}/g, (gap, key) => values[key] ?? gap);
}

/** Return digits as the language of the panel writes them. */
function digits(panel, text) {
  const own = [...(panel.words.digits ?? "")];
  return own.length === 10 ? String(text).replace(/\d/g, (digit) => own[digit]) : String(text);
}

/** Return a text with the digits of Arabic and Persian, and every minus sign, as ASCII. */
function asciiDigits(text) {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/[\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
    .replace(/[\u2212\u2013]/g, "-");
}

/** Return a button that does something when it is pressed. */
function button(label, look, press, attributes = {}) {
  const shape = { type: "button", class: `pe-button pe-${look}`, onclick: press };
  return told("button", label, { ...shape, ...attributes });
}

/** Run once the element stands in the page; a dialog cannot open before. */
function whenInPage(element, run) {
  if (element.isConnected) run();
  else requestAnimationFrame(() => whenInPage(element, run));
}
