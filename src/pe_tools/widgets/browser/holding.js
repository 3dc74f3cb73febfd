/* Controls that hold others. What is typed in one of them survives a change of the rest. */

/** Return controls that stay out of sight until somebody opens them. */
function drawFold(control, panel) {
  const title = make("summary", { "data-at": "title" });
  const box = make("div", { class: "pe-controls" });
  const inner = { ...panel, drawn: new Map(), box };
  const element = make("details", { class: "pe-fold pe-wide pe-card" }, title, box);
  element.peUpdate = (now) => {
    title.replaceChildren(told("h2", now.title));
    keepInStep(inner, now.controls);
  };
  element.peStop = () => inner.drawn.forEach((held) => held.element.peStop?.());
  element.peUpdate(control);
  return element;
}

/** Return one thing to settle, with the ways to settle it side by side. */
function drawMatter({ text, facts, forms }, panel) {
  const known = facts.map((fact) => told("li", fact));
  return make(
    "section",
    { class: "pe-matter pe-wide" },
    told("h3", text, { class: "pe-name" }),
    known.length > 0 && make("ul", { class: "pe-facts" }, ...known),
    make("div", { class: "pe-forms" }, ...forms.map((form) => drawForm(form, panel))),
  );
}
