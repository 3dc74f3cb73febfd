/* How to join, for a whole room: on the page, and on the whole screen by a key. */

/** Return the screen; while it fills the page, what changes is changed in its place. */
function drawJoinScreen(control, panel) {
  const [here, whole] = [make("div", { class: "pe-join" }), make("div", { class: "pe-join" })];
  const shape = { class: "pe-joining", lang: panel.language, dir: panel.direction };
  const dialog = make("dialog", { ...shape, "aria-label": control.title });
  dialog.append(whole, button(say(panel, "close"), "plain", () => dialog.close()));
  const keys = { "data-key": control.key, "data-at": "open" };
  const open = button(say(panel, "whole_screen"), "main", () => dialog.showModal(), keys);
  dialog.addEventListener("close", () => window.dispatchEvent(new Event("pe-join-closed")));
  dialog.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === control.key) dialog.close();
  });
  const box = make("section", { class: "pe-wide pe-card", "aria-label": control.title });
  box.append(here, make("div", { class: "pe-act" }, open), dialog);
  box.peUpdate = (now) => {
    for (const side of [here, whole]) side.replaceChildren(...joinParts(now));
  };
  box.peUpdate(control);
  return box;
}

function joinParts({ title, ways, count, sentences }) {
  const said = sentences.map((sentence) => told("li", sentence));
  return [
    told("h2", title, { class: "pe-heading" }),
    make("div", { class: "pe-ways-in" }, ...ways.map(drawWay)),
    told("p", count, { class: "pe-joined" }),
    said.length > 0 && make("ul", { class: "pe-advice" }, ...said),
  ].filter(Boolean);
}

/** Return one thing to scan, and what one types instead. */
function drawWay({ title, picture_svg: svg, alt, facts }) {
  const code = make("div", { class: "pe-qr", role: "img", "aria-label": alt }, picture(svg));
  const typed = facts.map(([label, text]) => make("div", {}, told("dt", label), asTyped("dd", text)));
  const heading = told("h3", title);
  return make("section", { class: "pe-way-in" }, heading, code, make("dl", {}, ...typed));
}

/** Return what somebody types, as large as its line allows. */
function asTyped(tag, text) {
  const element = make(tag, { class: "pe-typed" }, told("bdi", text));
  element.style.setProperty("--signs", String([...text].length));
  return element;
}

/** Return a code in large type, for one person. */
function drawSpelt({ label, code, hint }) {
  const rest = hint && told("p", hint, { class: "pe-hint" });
  const named = told("p", label, { class: "pe-label" });
  return make("div", { class: "pe-spelt pe-wide" }, named, asTyped("p", code), rest);
}
