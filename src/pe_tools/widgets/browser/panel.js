/* The panel: controls, one line of status, results. */

const DRAW = {
  Button: drawButton,
  Form: drawForm,
  Prompt: drawPrompt,
  Link: drawLink,
  Directory: drawDirectory,
  Heads: drawHeads,
  Timer: drawTimer,
  Agenda: drawAgenda,
  SheetGrid: drawSheetGrid,
  Differences: drawDifferences,
  Tablet: drawTablet,
  JoinScreen: drawJoinScreen,
  Spelt: drawSpelt,
  Matter: drawMatter,
  Fold: drawFold,
};

let panels = 0;

function render({ model, el }) {
  const panel = frame(model);
  const { send, hear, stop } = sender(model, panel.tell, () => panel.words);
  panel.send = send;
  const listeners = {
    "change:html": () => showResult(panel.result, model.get("html")),
    "change:controls": () => panel.isComposing || keepInStep(panel, model.get("controls")),
    "change:status": () => panel.tell(model.get("status_kind"), model.get("status")),
    "change:status_kind": () => panel.tell(model.get("status_kind"), model.get("status")),
    "msg:custom": hear,
  };
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  el.append(panel.root);
  showResult(panel.result, model.get("html"));
  keepInStep(panel, model.get("controls"));
  if (model.get("status")) panel.tell(model.get("status_kind"), model.get("status"));
  return () => {
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
    for (const { element } of panel.drawn.values()) element.peStop?.();
    stop();
  };
}

/** Return the parts of a panel; `lines` are the places that show how a press went. */
function frame(model) {
  const words = model.get("words");
  const status = make("p", { class: "pe-status", role: "status" });
  const alert = make("p", { class: "pe-alert", role: "alert" });
  const shape = { class: "pe-controls", role: "group", tabindex: "-1", "aria-label": words.controls };
  const panel = {
    uid: `pe${(panels += 1)}`,
    words,
    language: model.get("language"),
    direction: model.get("direction"),
    drawn: new Map(),
    lines: new Map(),
    tablets: new Map(),
    box: make("div", shape),
    result: make("div", { class: "pe-result", tabindex: "-1" }),
  };
  panel.lines.set(panel, (kind, text) => {
    alert.textContent = kind === "refused" ? text : "";
    status.textContent = kind === "refused" ? "" : text;
    status.classList.toggle("pe-ok", kind === "ok");
  });
  panel.tell = (kind, text) => panel.lines.forEach((line) => line(kind, text));
  const around = { class: "pe-panel", lang: panel.language, dir: panel.direction };
  const notices = make("div", { class: "pe-notices" }, status, alert);
  panel.root = make("div", around, panel.box, notices, panel.result);
  guardKeys(panel, model);
  return panel;
}

/** Keep the page's own keys from what is typed here, and wait for signs that are half typed. */
function guardKeys(panel, model) {
  panel.root.dataset.lmSuppressShortcuts = "true";
  panel.root.addEventListener("keydown", (event) => {
    if (event.target.matches("input,textarea,select")) event.stopPropagation();
  });
  panel.root.addEventListener("compositionstart", () => (panel.isComposing = true));
  panel.root.addEventListener("compositionend", () => {
    panel.isComposing = false;
    keepInStep(panel, model.get("controls"));
  });
}

export default { render };
