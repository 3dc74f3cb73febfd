/* A paper sheet, typed in by the keyboard alone. */

const MARKS = { d: "dont-know", p: "prefer-not", u: "unreadable" };

function drawSheetGrid(control, panel) {
  const first = control.values;
  const who = whoFields(panel, control, first);
  const rows = control.questions.map((question) =>
    gridRow(panel, control, question, first.answers?.[question.name] ?? ""),
  );
  const main = told("button", say(panel, "send_sheet"), {
    class: "pe-button pe-main",
    "data-at": "submit",
  });
  const all = [...who, ...rows];
  const read = () => ({
    ...valuesOf(who),
    answers: Object.fromEntries(rows.map((row) => [row.name, row.read()]).filter((pair) => pair[1])),
  });
  const submit = (event) => {
    event.preventDefault();
    if (!areRight(panel, all)) return;
    const sent = read();
    sendOnce(panel, main, control.act, sent, (answer) => {
      if (answer !== "ok" || JSON.stringify(read()) !== JSON.stringify(sent)) return;
      all.forEach((field) => field.clear());
      who[0].first.focus();
    });
  };
  const elements = [whoList(who), gridList(panel, rows), main];
  const form = make(
    "form",
    { novalidate: true, onsubmit: submit, "aria-label": control.title },
    told("p", control.title, { class: "pe-heading" }),
    ...elements,
  );
  form.addEventListener("keydown", (event) => goOnByEnter(event, panel, all, main));
  const box = make("div", { class: "pe-grid pe-wide pe-card" }, form);
  box.peRefresh = () => rows.forEach((row) => row.refresh());
  return box;
}

/** Return the fields for code, role and consent; a kit without roles or tiers has none. */
function whoFields(panel, control, first) {
  const fields = [
    { name: "participant", label: control.code_label, max_length: 40, kind: "TextField" },
    { name: "role", label: say(panel, "role"), options: control.roles, kind: "ChoiceField" },
    { name: "tier", label: say(panel, "consent"), options: control.tiers, kind: "ChoiceField" },
  ];
  return fields
    .filter((field) => field.options?.length !== 0)
    .map((field) => ({ ...field, value: first[field.name] ?? "", is_required: true }))
    .map((field) => drawField(panel, control.id, field));
}

function whoList(who) {
  return make("div", { class: "pe-who" }, ...who.map((field) => field.element));
}

function gridList(panel, rows) {
  const hint = told("p", say(panel, "grid_hint"), { class: "pe-hint" });
  const list = make("ol", { class: "pe-boxes" }, ...rows.map((row) => row.element));
  return make("div", { class: "pe-field" }, hint, list);
}

/** Return one box: its text, what is typed, and beside it the word of the number. */
function gridRow(panel, control, question, first) {
  const id = `${panel.uid}-${control.id}-box-${question.name}`.replace(/\s/g, "_");
  const input = make("input", {
    type: "text",
    id,
    name: id,
    value: keyOf(first),
    class: "pe-box",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    dir: "ltr",
    "aria-describedby": `${id}-word`,
  });
  const word = make("output", { id: `${id}-word`, for: id });
  const label = told("label", question.text, { for: id });
  const element = make("li", {}, label, input, word);
  const allowed = [...question.allowed, ...Object.keys(MARKS)];
  const listed = allowed.join(", ");
  const show = (sentence, isWrong) => {
    word.textContent = sentence;
    element.classList.toggle("pe-wrong", isWrong);
    input.setAttribute("aria-invalid", String(isWrong));
  };
  const refresh = () => {
    const at = question.allowed.indexOf(input.value);
    show(at < 0 ? wordOfMark(panel, input.value) : (question.words[at] ?? ""), false);
  };
  const check = () => {
    if (!input.value || allowed.includes(input.value)) return "";
    const sentence = say(panel, "not_allowed", { value: input.value, allowed: listed });
    show(sentence, true);
    return sentence;
  };
  input.addEventListener("keydown", (event) => typeLetter(event, input, refresh));
  input.addEventListener("beforeinput", (event) => {
    if (!event.data || fits(event.data, allowed)) return;
    event.preventDefault();
    const sentence = say(panel, "wrong_key", { allowed: listed });
    show(sentence, true);
    panel.tell("refused", sentence);
  });
  input.addEventListener("input", () => {
    input.value = asciiDigits(input.value).toLowerCase();
    panel.tell("", "");
    refresh();
  });
  const clear = () => {
    input.value = keyOf(first);
    refresh();
  };
  const read = () => MARKS[input.value] ?? input.value;
  return { name: question.name, element, first: input, read, check, clear, refresh };
}

/** Take the d, p and u of the keyboard in whichever script it writes. */
function typeLetter(event, input, refresh) {
  const letter = { KeyD: "d", KeyP: "p", KeyU: "u" }[event.code];
  const isOtherScript = letter && /^[^\u0000-\u024f]$/.test(event.key);
  if (!isOtherScript || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.value = letter;
  refresh();
}

function fits(typed, allowed) {
  const known = new Set(allowed.join(""));
  return [...asciiDigits(typed).toLowerCase()].every((sign) => known.has(sign));
}

/** Go on to the next field by Enter, back by Shift and Enter, and send by Ctrl and Enter. */
function goOnByEnter(event, panel, fields, main) {
  if (event.key !== "Enter" || event.target === main) return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) {
    main.click();
    return;
  }
  const at = fields.findIndex((field) => field.element.contains(event.target));
  const fault = event.shiftKey ? "" : fields[at].check();
  if (fault) panel.tell("refused", fault);
  else focusField(fields[at + (event.shiftKey ? -1 : 1)] ?? { element: main, first: main });
}

/** Focus a field, at the radio button chosen if there is one; its box is selected whole. */
function focusField(field) {
  const stop = field.element.querySelector("input:checked") ?? field.first;
  stop.focus();
  if (stop.type === "text") stop.select();
}

function keyOf(value) {
  return Object.keys(MARKS).find((key) => MARKS[key] === value) ?? value;
}

function wordOfMark(panel, key) {
  return MARKS[key] ? say(panel, MARKS[key]) : "";
}
