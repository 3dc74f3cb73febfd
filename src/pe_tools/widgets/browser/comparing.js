/* Where two people typed the same sheet differently: what is right is chosen row by row. */

const OTHER = "another";

function drawDifferences(control, panel) {
  const rows = control.rows.map((row) => differenceRow(panel, control, row));
  const main = told("button", say(panel, "send_differences"), {
    class: "pe-button pe-main",
    "data-at": "submit",
  });
  const submit = (event) => {
    event.preventDefault();
    if (!areRight(panel, rows)) return;
    const sent = { answers: valuesOf(rows) };
    sendOnce(panel, main, control.act, sent, (answer) => {
      if (answer === "ok") rows.forEach((row) => row.clear());
    });
  };
  const shape = { novalidate: true, onsubmit: submit, "aria-label": control.title };
  const elements = rows.map((row) => row.element);
  const form = make("form", shape, told("p", control.title, { class: "pe-heading" }), ...elements, main);
  return make("div", { class: "pe-differences pe-wide pe-card" }, form);
}

/** Return one row; typing another value chooses it. */
function differenceRow(panel, control, row) {
  const id = `${panel.uid}-${control.id}-${row.name}`.replace(/\s/g, "_");
  const fault = make("p", { class: "pe-fault", id: `${id}-fault`, hidden: true });
  const option = (value, label) => {
    const input = make("input", { type: "radio", name: id, value });
    return [input, make("label", { class: "pe-option" }, input, told("span", label))];
  };
  const [first, firstRow] = option("first", entryLabel(panel, "first_entry", row.first));
  const [second, secondRow] = option("second", entryLabel(panel, "second_entry", row.second));
  const [other, otherRow] = option(OTHER, say(panel, "another"));
  const typed = make("input", {
    type: "text",
    name: `${id}-typed`,
    class: "pe-box",
    dir: "ltr",
    autocomplete: "off",
    "aria-label": `${say(panel, "another")}: ${row.text}`,
  });
  typed.addEventListener("input", () => {
    typed.value = asciiDigits(typed.value).toLowerCase();
    other.checked = true;
  });
  const read = () => {
    if (first.checked) return row.first;
    if (second.checked) return row.second;
    return MARKS[typed.value] ?? typed.value;
  };
  const check = () => {
    const isChosen = first.checked || second.checked || (other.checked && typed.value);
    const isFit = !other.checked || /^(-?\d{1,4}|[dpu])$/.test(typed.value);
    const sentence = isChosen && isFit ? "" : say(panel, "fill_in", { label: row.text });
    fault.textContent = sentence;
    fault.hidden = !sentence;
    return sentence;
  };
  const clear = () => {
    [first, second, other].forEach((input) => (input.checked = false));
    typed.value = "";
    check();
    fault.hidden = true;
  };
  const shape = { class: "pe-field pe-radios", "aria-describedby": `${id}-fault` };
  const last = make("div", { class: "pe-other" }, otherRow, typed);
  const legend = told("legend", row.text);
  const element = make("fieldset", shape, legend, fault, firstRow, secondRow, last);
  return { name: row.name, element, first, read, check, clear };
}

function entryLabel(panel, name, value) {
  const isMark = Object.values(MARKS).includes(value);
  const shown = isMark ? say(panel, value) : value || say(panel, "empty_box");
  return say(panel, name, { value: shown });
}
