/* One participant after the other answers alone. A dialog hides the page of the room; what one
   person chose is forgotten once it is sent, cleared, or left alone. */

const LEFT_ALONE_MS = 60000;
const SHEET_LEFT_ALONE_MS = 120000;

/** Return the button that opens the page for participants, and the page. */
function drawTablet(control, panel) {
  const dialog = make("dialog", { class: "pe-tablet", lang: panel.language, dir: panel.direction });
  const before = panel.tablets.get(control.id) ?? remembered(panel, control);
  const tablet = { ...before, control, panel, dialog };
  panel.tablets.set(control.id, tablet);
  const open = () => {
    if (!tablet.isOpen) Object.assign(tablet, nobody(), { isOpen: true });
    if (!dialog.open) dialog.showModal();
    if (!SCREENS[tablet.at] && !screensOf(tablet).includes(tablet.at)) tablet.at = "welcome";
    showScreen(tablet);
  };
  const opener = button(say(panel, "open_tablet"), "main", open, { "data-at": "open" });
  dialog.setAttribute("closedby", "none");
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => tablet.isOpen && dialog.isConnected && open());
  for (const touch of ["pointerdown", "keydown", "input"]) {
    dialog.addEventListener(touch, () => watch(tablet));
  }
  const box = make("div", { class: "pe-act" }, opener, dialog);
  if (tablet.isOpen) whenInPage(dialog, open);
  box.peStop = () => {
    clearTimeout(tablet.alone);
    panel.lines.delete(dialog);
  };
  return box;
}

const nobody = () => ({ at: "welcome", participant: "", role: "", tier: "", answers: {} });

/** Return where the page was before a reload: a sheet that somebody began stays covered. */
function remembered(panel, control) {
  const kept = JSON.parse(sessionStorage.getItem(placeKept(panel, control)) ?? "null");
  if (!kept?.isOpen) return { isOpen: false, ...nobody() };
  const isBegun = kept.participant || kept.role || kept.tier || Object.keys(kept.answers).length;
  if (!isBegun) return { isOpen: true, ...nobody() };
  return { ...kept, at: "begun", goOnAt: kept.at === "begun" ? kept.goOnAt : kept.at };
}

function remember({ panel, control, isOpen, at, goOnAt, participant, role, tier, answers }) {
  const kept = JSON.stringify({ isOpen, at, goOnAt, participant, role, tier, answers });
  if (isOpen) sessionStorage.setItem(placeKept(panel, control), kept);
  else sessionStorage.removeItem(placeKept(panel, control));
}

function placeKept(panel, control) {
  const pages = control.pages.map((page) => page.name).join(" ");
  return ["pe-tablet", location.pathname, control.id, pages].join("|");
}

/** Go to another screen; `changes` is what was chosen on this one. */
function go(tablet, at, changes = {}) {
  Object.assign(tablet, changes, { at });
  showScreen(tablet);
}

/** Return the names of the screens of one sheet, in order. */
function screensOf({ control }) {
  return [
    ...(control.code_label ? ["code"] : []),
    ...(control.roles.length ? ["role"] : []),
    ...(control.tiers.length ? ["tier"] : []),
    ...control.pages.map((page) => `page ${page.name}`),
    "review",
  ];
}

/** Draw the screen, write down where we are, and lead the reader to its heading. */
function showScreen(tablet) {
  const { dialog, panel } = tablet;
  const draw = SCREENS[tablet.at.split(" ")[0]];
  const notice = make("p", { class: "pe-alert", role: "alert" });
  const body = make("div", { class: "pe-screen" }, ...draw(tablet).map((part) => part ?? notice));
  dialog.replaceChildren(body);
  dialog.setAttribute("aria-labelledby", headingOf(tablet).id);
  panel.lines.set(dialog, (kind, text) => (notice.textContent = kind === "refused" ? text : ""));
  remember(tablet);
  watch(tablet);
  dialog.scrollTop = 0;
  headingOf(tablet).focus();
}

function headingOf({ dialog, panel }) {
  const heading = dialog.querySelector("h2");
  heading.id = `${panel.uid}-tablet-heading`;
  return heading;
}

/** Cover what was chosen when nobody has touched the page for a while. */
function watch(tablet) {
  clearTimeout(tablet.alone);
  if (!tablet.isOpen) return;
  const isSheet = screensOf(tablet).includes(tablet.at);
  const cover = () => {
    if (isSheet) go(tablet, "begun", { goOnAt: tablet.at });
    else if (tablet.at === "thanks") go(tablet, "welcome", nobody());
  };
  tablet.alone = setTimeout(cover, isSheet ? SHEET_LEFT_ALONE_MS : LEFT_ALONE_MS);
}
