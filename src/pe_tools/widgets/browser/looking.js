/* Controls that are only looked at. */

const MINUTE_MS = 60000;
const ANNOUNCED = [
  [5 * MINUTE_MS, "five_minutes"],
  [MINUTE_MS, "one_minute"],
  [0, "time_up"],
];

function drawPrompt(control) {
  return told("p", control.text, { class: "pe-prompt pe-wide" });
}

/** Return a link to another page of the app, or to a place on this one. */
function drawLink({ label, look, address }) {
  return told("a", label, { class: `pe-button pe-${look}`, href: address });
}

/** Return what can be opened: each with what is known of it and the ways to it. */
function drawDirectory(control) {
  const entries = control.entries.map(({ title, facts, links }) =>
    make(
      "li",
      {},
      make("h3", { class: "pe-name" }, told("bdi", title)),
      make("p", { class: "pe-known" }, ...facts.map((fact) => told("span", fact))),
      make("p", { class: "pe-ways" }, ...links.map(drawLink)),
    ),
  );
  const title = make("h2", { class: "pe-heading" }, told("bdi", control.title));
  return make("section", { class: "pe-directory pe-wide" }, title, make("ul", {}, ...entries));
}

function drawHeads(control, panel) {
  const total = control.groups.reduce((sum, [, count]) => sum + count, 0);
  const shown = { n: digits(panel, total), expected: digits(panel, control.expected) };
  const text = control.expected ? say(panel, "of_expected", shown) : shown.n;
  const groups = control.groups.map(([name, count]) =>
    make("li", {}, told("span", name), make("strong", {}, digits(panel, count))),
  );
  const label = told("p", control.label, { class: "pe-label" });
  const list = groups.length > 1 && make("ul", {}, ...groups);
  return make("div", { class: "pe-heads pe-card" }, label, told("p", text, { class: "pe-big" }), list);
}

function drawAgenda(control, panel) {
  const words = { done: "done", now: "now", next: "upcoming", later: "later" };
  const rows = control.entries.map((entry) => {
    const minutes = say(panel, "minutes", { n: digits(panel, entry.minutes) });
    return make(
      "li",
      { class: `pe-${entry.state}`, "aria-current": entry.state === "now" ? "step" : undefined },
      make("span", { class: "pe-state" }, say(panel, words[entry.state])),
      told("span", entry.title, { class: "pe-title" }),
      make("span", { class: "pe-minutes" }, minutes),
    );
  });
  return make("ol", { class: "pe-agenda pe-wide" }, ...rows);
}

/** Return a timer that runs by the clock of the browser, and speaks at 5, 1 and 0 minutes. */
function drawTimer(control, panel) {
  const big = make("p", { class: "pe-big pe-digits", role: "timer", "aria-label": control.label });
  const spoken = make("p", { class: "pe-spoken", "aria-live": "polite" });
  const label = told("p", control.label, { class: "pe-label" });
  const box = make("div", { class: "pe-timer pe-card", tabindex: "-1" }, label, big, spoken);
  let before = leftMs(control);
  const tick = () => {
    const left = leftMs(control);
    const reached = ANNOUNCED.filter(([mark]) => before > mark && left <= mark).pop();
    if (reached) spoken.textContent = say(panel, reached[1]);
    box.classList.toggle("pe-over", left <= 0);
    big.textContent = digits(panel, clock(left));
    before = left;
  };
  tick();
  if (before <= 0) spoken.textContent = say(panel, "time_up");
  const ticking = control.started ? setInterval(tick, 250) : 0;
  box.peStop = () => clearInterval(ticking);
  return box;
}

function leftMs(control) {
  const whole = control.seconds * 1000;
  if (!control.started) return whole;
  const passed = Math.max(0, Date.now() - Date.parse(control.started));
  return Math.max(0, whole - passed);
}

function clock(leftMs) {
  const seconds = Math.ceil(leftMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
