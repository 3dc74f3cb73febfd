/* Keeping what a person has typed, and where they are, while the controls change around them. */

/** Draw the controls that are new or changed, and leave every other one alone. */
function keepInStep(panel, controls) {
  const focus = focusIn(panel.box);
  const gone = new Set(panel.drawn.keys());
  const wanted = controls.map((control) => {
    gone.delete(control.id);
    return drawnAs(panel, control);
  });
  for (const id of gone) takeAway(panel, id);
  order(panel.box, wanted);
  if (focus && !panel.box.contains(document.activeElement)) refocus(panel.box, focus);
}

/** Return the element of a control, drawn anew only if its data changed; some update themselves. */
function drawnAs(panel, control) {
  const data = JSON.stringify(control);
  const old = panel.drawn.get(control.id);
  if (old?.data === data) return old.element;
  if (old?.element.peUpdate) {
    old.element.peUpdate(control);
    old.data = data;
    return old.element;
  }
  const element = DRAW[control.kind](control, panel);
  element.dataset.id = control.id;
  if (old) {
    restore(element, typedIn(old.element));
    old.element.replaceWith(element);
    old.element.peStop?.();
  }
  element.peRefresh?.();
  panel.drawn.set(control.id, { data, element });
  return element;
}

function takeAway(panel, id) {
  const { element } = panel.drawn.get(id);
  element.peStop?.();
  element.remove();
  panel.drawn.delete(id);
  panel.tablets.delete(id); // should it come back, a sheet that was begun is covered
}

/** Put elements into the order wanted; one that stands right is not touched. */
function order(box, wanted) {
  box.querySelectorAll(":scope > .pe-break").forEach((old) => old.remove());
  let next = box.firstElementChild;
  for (const element of wanted) {
    if (element === next) next = next.nextElementSibling;
    else box.insertBefore(element, next);
  }
  for (const first of box.querySelectorAll(":scope > .pe-card:not(.pe-wide) + .pe-act")) {
    first.before(make("span", { class: "pe-break" })); // buttons begin a line of their own
  }
}

/** Return what was typed or chosen in an element, by the names of its fields. */
function typedIn(element) {
  const typed = new Map();
  for (const input of element.querySelectorAll("input,textarea,select")) {
    if (input.type === "radio") {
      if (input.checked && !input.defaultChecked) typed.set(input.name, input.value);
    } else if (input.value !== firstValue(input)) typed.set(input.name, input.value);
  }
  return { typed, open: foldsOf(element).map((fold) => fold.open) };
}

function firstValue(input) {
  if (input.tagName !== "SELECT") return input.defaultValue;
  return ([...input.options].find((option) => option.defaultSelected) ?? input.options[0])?.value;
}

function restore(element, { typed, open }) {
  for (const input of element.querySelectorAll("input,textarea,select")) {
    if (!typed.has(input.name)) continue;
    if (input.type === "radio") input.checked = input.value === typed.get(input.name);
    else input.value = typed.get(input.name);
  }
  foldsOf(element).forEach((fold, at) => {
    fold.open = open[at] ?? fold.open;
  });
}

/** Return what can be opened and closed: the element itself, and what is folded in it. */
function foldsOf(element) {
  return [element, ...element.querySelectorAll("details")].filter((fold) => fold.matches("details"));
}

/** Return where the focus is: its control, its place in it, and the selection of its text. */
function focusIn(box) {
  const active = document.activeElement;
  if (!active || active === box || !box.contains(active)) return null;
  const { id } = active.closest("[data-id]").dataset;
  return { id, place: placeOf(active), from: active.selectionStart, to: active.selectionEnd };
}

function placeOf(element) {
  const value = element.type === "radio" ? element.value : "";
  return [element.tagName, element.name ?? "", value, element.dataset.at ?? ""].join(" ");
}

/** Put the focus back; where its place is gone, the next Tab leads to the first control. */
function refocus(box, { id, place, from, to }) {
  const control = [...box.children].find((child) => child.dataset.id === id);
  const stops = [...(control?.querySelectorAll("button,input,textarea,select,summary") ?? [])];
  const same = stops.find((stop) => !stop.disabled && placeOf(stop) === place);
  (same ?? box).focus({ preventScroll: true });
  if (same && typeof from === "number") same.setSelectionRange(from, to);
}
