/* Fields: each has an element, a value to read, and a place for what is wrong with it. */

const MOST_RADIOS = 7;

/** Return a field for the data of one; `group` makes its name the page's only one. */
function drawField(panel, group, field) {
  if (field.kind === "ChoiceField") return choiceField(panel, group, field);
  const isLong = field.is_long ?? false;
  const { id, attributes, hint, fault } = aroundField(panel, group, field);
  const type = field.kind === "DateField" ? "date" : "text";
  const input = make(isLong ? "textarea" : "input", {
    ...attributes,
    id,
    dir: type === "text" ? "auto" : undefined,
    ...(isLong ? { rows: "4" } : { type, value: field.value }),
  });
  if (isLong) input.defaultValue = field.value;
  const label = told("label", labelOf(panel, field), { for: id });
  const element = make("div", { class: "pe-field" }, label, hint, fault, input);
  return finish(panel, field, element, input, fault, {
    read: () => input.value.trim(),
    clear: () => {
      input.value = field.value;
    },
  });
}

/** Return radio buttons, or a list where there are more than seven options. */
function choiceField(panel, group, field) {
  return field.options.length > MOST_RADIOS
    ? selectField(panel, group, field)
    : radioField(panel, group, field);
}

function radioField(panel, group, field) {
  const { id, attributes, fault } = aroundField(panel, group, field);
  const options = [...(field.is_required ? [] : [["", say(panel, "no_choice")]]), ...field.options];
  const inputs = options.map(([value]) =>
    make("input", { type: "radio", name: attributes.name, value, checked: value === field.value }),
  );
  const rows = options.map(([, label], at) =>
    make("label", { class: "pe-option" }, inputs[at], told("span", label)),
  );
  const legend = told("legend", labelOf(panel, field));
  const described = { "aria-describedby": attributes["aria-describedby"] };
  const shape = { class: "pe-field pe-radios", id, ...described };
  const element = make("fieldset", shape, legend, fault, ...rows);
  return finish(panel, field, element, inputs[0], fault, {
    read: () => inputs.find((input) => input.checked)?.value ?? "",
    clear: () => inputs.forEach((input) => (input.checked = input.defaultChecked)),
  });
}

function selectField(panel, group, field) {
  const { id, attributes, fault } = aroundField(panel, group, field);
  const empty = make("option", { value: "" }, say(panel, field.is_required ? "choose" : "no_choice"));
  const options = field.options.map(([value, label]) =>
    make("option", { value, selected: value === field.value }, label),
  );
  const select = make("select", { ...attributes, id }, empty, ...options);
  const label = told("label", labelOf(panel, field), { for: id });
  const element = make("div", { class: "pe-field" }, label, fault, select);
  return finish(panel, field, element, select, fault, {
    read: () => select.value,
    clear: () => {
      select.value = field.value;
    },
  });
}

function aroundField(panel, group, field) {
  const id = `${panel.uid}-${group}-${field.name}`.replace(/\s/g, "_");
  const hint = field.hint && told("p", field.hint, { class: "pe-hint", id: `${id}-hint` });
  const fault = make("p", { class: "pe-fault", id: `${id}-fault`, hidden: true });
  const described = [hint && `${id}-hint`, `${id}-fault`].filter(Boolean).join(" ");
  const attributes = { name: id, autocomplete: "off", "aria-describedby": described };
  return { id, attributes, hint, fault };
}

function labelOf(panel, field) {
  const isOptional = field.kind === "DateField" || !field.is_required;
  return isOptional ? say(panel, "optional", { label: field.label }) : field.label;
}

/** Return the whole field: `check` shows what is wrong, and says whether anything is. */
function finish(panel, field, element, first, fault, { read, clear }) {
  const blame = (sentence) => {
    fault.textContent = sentence;
    fault.hidden = !sentence;
    element.classList.toggle("pe-wrong", Boolean(sentence));
    if (first.type !== "radio") first.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  const check = () => {
    const sentence = wrong(panel, field, read());
    blame(sentence);
    return sentence;
  };
  element.addEventListener("input", () => fault.hidden || check());
  const empty = () => {
    clear();
    blame("");
  };
  return { name: field.name, element, first, read, check, clear: empty };
}

function wrong(panel, { label, is_required: isRequired, max_length: most }, value) {
  if (isRequired && !value) return say(panel, "fill_in", { label });
  if (most && [...value].length > most) {
    return say(panel, "too_long", { label, n: digits(panel, most) });
  }
  return "";
}

/** Check fields; say the first fault and go there. Returns whether all are right. */
function areRight(panel, fields) {
  const faults = fields.map((field) => field.check());
  const at = faults.findIndex(Boolean);
  if (at < 0) return true;
  panel.tell("refused", faults[at]);
  const folded = fields[at].first.closest("details");
  if (folded) folded.open = true;
  fields[at].first.focus();
  return false;
}

function valuesOf(fields) {
  return Object.fromEntries(fields.map((field) => [field.name, field.read()]));
}
