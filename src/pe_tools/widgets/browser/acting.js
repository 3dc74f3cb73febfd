/* Buttons and forms. */

/** Return a button; one with a question asks it in its own place before it sends. */
function drawButton(control, panel) {
  const box = make("div", { class: "pe-act" });
  const press = () => sendOnce(panel, main, control.act, control.values);
  const main = button(control.label, control.look, () => (control.confirm ? ask() : press()), {
    "data-key": control.key || undefined,
    "data-at": "press",
    disabled: control.is_disabled,
  });
  const ask = () => askFirst(box, main, panel, control.confirm, press);
  box.append(main);
  return box;
}

/** Ask a question in place of a button; only "yes" goes on. */
function askFirst(box, main, panel, question, goOn) {
  const back = () => {
    box.replaceChildren(main);
    main.focus();
  };
  const yes = button(say(panel, "yes"), "danger", () => (back(), goOn()), { "data-at": "yes" });
  const no = button(say(panel, "no"), "plain", back, { "data-at": "no" });
  const leave = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    back();
  };
  const shape = { class: "pe-ask", role: "group", "aria-label": question, onkeydown: leave };
  box.replaceChildren(make("div", shape, told("p", question), yes, no));
  no.focus();
}

/** Send, and take no further press of the same button until there is an answer. */
function sendOnce(panel, main, act, values, heard = () => {}) {
  if (main.getAttribute("aria-disabled") === "true") return;
  main.setAttribute("aria-disabled", "true");
  panel.send(act, values, (answer) => {
    main.removeAttribute("aria-disabled");
    heard(answer);
  });
}

/** Return a form that keeps what was typed until it was taken. */
function drawForm(control, panel) {
  const drawn = (field) => drawField(panel, control.id, field);
  const [shown, folded] = [control.fields.map(drawn), control.more.map(drawn)];
  const fields = [...shown, ...folded];
  const main = told("button", control.submit, { class: "pe-button pe-main", "data-at": "submit" });
  const submit = (event) => {
    event.preventDefault();
    if (!areRight(panel, fields)) return;
    const sent = valuesOf(fields);
    sendOnce(panel, main, control.act, sent, (answer) => {
      const isSame = JSON.stringify(valuesOf(fields)) === JSON.stringify(sent);
      if (answer === "ok" && isSame) fields.forEach((field) => field.clear());
    });
  };
  const elements = (some) => some.map((field) => field.element);
  const shape = { novalidate: true, "aria-label": control.title, onsubmit: submit };
  const more = folded.length > 0 && fold(control.more_title, elements(folded));
  const form = make("form", shape, fieldsOf(elements(shown)), more, main);
  const title = told("summary", control.title, { "data-at": "title" });
  return make("details", { class: "pe-form pe-wide pe-card", open: control.is_open }, title, form);
}

/** Return fields that are seldom changed, folded under a title. */
function fold(title, elements) {
  const summary = told("summary", title, { "data-at": "more" });
  return make("details", { class: "pe-more" }, summary, fieldsOf(elements));
}

const fieldsOf = (elements) => make("div", { class: "pe-fields" }, ...elements);
