// The page as a projector shows it: one part after the other, by buttons and keys.
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("app-words").textContent);
  const find = (id) => document.getElementById(id);
  const parts = [...document.querySelectorAll(".app-part")];
  const isRightToLeft = document.documentElement.dir === "rtl";
  let here = 0;
  let isAll = kept("app-all") === "yes";

  function kept(name) {
    try { return sessionStorage.getItem(name); } catch { return null; }
  }

  function keep(name, value) {
    try { sessionStorage.setItem(name, value); } catch { /* private windows may forbid it */ }
  }

  function say(text) {
    find("app-said").textContent = "";
    setTimeout(() => { find("app-said").textContent = text; }, 50);
  }

  // --- parts

  function heading(part) {
    const shown = [...part.querySelectorAll("h1, h2")].filter((node) => node.getClientRects().length);
    return shown[0] || part.querySelector("h1, h2");
  }

  function name(part) {
    const found = part.querySelector(".pe-cover h1") || part.querySelector("h1, h2");
    return found ? found.textContent : "";
  }

  function show(place, moveFocus = true) {
    here = Math.max(0, Math.min(place, parts.length - 1));
    parts.forEach((part, n) => { part.hidden = !isAll && n !== here; });
    document.body.classList.toggle("is-one", !isAll);
    find("app-back").disabled = here === 0;
    find("app-next").disabled = here === parts.length - 1;
    drawList();
    history.replaceState(null, "", `#${here + 1}`);
    if (moveFocus) enter();
    window.dispatchEvent(new Event("resize"));
  }

  function enter() {
    const target = heading(parts[here]);
    if (target) {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    if (isAll) parts[here].scrollIntoView();
    else window.scrollTo(0, 0);
  }

  function drawList() {
    const place = words.place.replace("{n}", here + 1).replace("{all}", parts.length);
    const now = [place, name(parts[here])].map((text) => {
      const span = document.createElement("span");
      span.textContent = text;
      return span;
    });
    find("app-parts").querySelector("summary").replaceChildren(...now);
    find("app-parts").querySelector("ol").replaceChildren(...parts.map(entry));
  }

  function entry(part, place) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name(part);
    if (place === here) button.setAttribute("aria-current", "step");
    button.addEventListener("click", () => {
      find("app-parts").open = false;
      show(place);
    });
    item.append(button);
    return item;
  }

  // The address names the part by its number: a reload comes back to it. Or it names a panel,
  // by the step it is of; a step without one is led from the agenda.
  function named() {
    const panel = namedPanel();
    if (panel) return parts.indexOf(panel.closest(".app-part"));
    return /^#\d+$/.test(location.hash) ? Number(location.hash.slice(1)) - 1 : here;
  }

  function namedPanel() {
    const isPanel = /^#(agenda|joining|step-[\w-]+)$/.test(location.hash);
    return isPanel ? find(location.hash.slice(1)) || find("agenda") : null;
  }

  function follow() {
    const panel = namedPanel();
    if (!panel && named() === here) return;
    show(named(), !panel);
    if (panel) goTo(panel);
  }

  // Panels grow as they are drawn, so the one asked for is kept in sight until somebody moves.
  function goTo(panel) {
    const keepInSight = () => panel.scrollIntoView();
    const moved = new AbortController();
    panel.focus({ preventScroll: true });
    keepInSight();
    window.addEventListener("pe-drawn", keepInSight, { signal: moved.signal });
    for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      window.addEventListener(act, () => moved.abort(), { signal: moved.signal });
    }
  }

  function toggleAll() {
    isAll = !isAll;
    keep("app-all", isAll ? "yes" : "no");
    drawToggle();
    show(here);
  }

  function drawToggle() {
    find("app-all").setAttribute("aria-pressed", String(isAll));
    find("app-all").textContent = words.all;
  }

  // --- size

  function resize(step) {
    const size = Math.max(0.8, Math.min(2, Number(kept("app-size") || 1) + step));
    keep("app-size", size.toFixed(1));
    document.documentElement.style.setProperty("--size", size.toFixed(1));
  }

  // --- keys

  function isShown(node) {
    return node.getClientRects().length > 0;
  }

  function first(selector) {
    return [...document.querySelectorAll(selector)].find(isShown);
  }

  function reveal() {
    const button = first("button[data-key='r']:not(:disabled)");
    if (button) button.click();
    else say(words.nothing_to_reveal);
  }

  // The screen lies in one part: go there, and come back once it is closed.
  function showJoining() {
    const button = document.querySelector("button[data-key='j']");
    if (!button) return say(words.no_joining);
    const before = here;
    show(parts.indexOf(button.closest(".app-part")), false);
    button.click();
    window.addEventListener("pe-join-closed", () => show(before, false), { once: true });
  }

  function toTimer() {
    const timer = first("[data-key='t'], [role='timer']");
    if (!timer) return say(words.no_timer);
    if (timer.tabIndex < 0) timer.tabIndex = -1;
    timer.focus();
    timer.scrollIntoView({ block: "center" });
  }

  function blank() {
    find("app-blank").showModal();
  }

  const single = {
    b: blank, j: showJoining, t: toTimer, r: reveal, "+": () => resize(0.1), "=": () => resize(0.1),
    "-": () => resize(-0.1), "?": () => find("app-help").showModal(),
  };
  const moves = {
    PageDown: 1, PageUp: -1,
    ArrowRight: isRightToLeft ? -1 : 1, ArrowLeft: isRightToLeft ? 1 : -1,
  };

  // A field that has just been hidden can still be the target; a tick box takes no such keys.
  function isTyping(node) {
    const fields = "input:not([type='checkbox']), textarea, select, [contenteditable]";
    return isShown(node) && Boolean(node.closest(fields));
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (find("app-blank").open) {
      event.preventDefault();
      find("app-blank").close();
      return;
    }
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
    const move = moves[event.key];
    const act = find("app-single").checked && single[event.key.toLowerCase()];
    if (move) show(here + move);
    else if (event.key === "Escape") find("app-parts").open = false;
    else if (act) act();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // --- start

  function start() {
    find("app-back").addEventListener("click", () => show(here - 1));
    find("app-next").addEventListener("click", () => show(here + 1));
    find("app-all").addEventListener("click", toggleAll);
    find("app-bigger").addEventListener("click", () => resize(0.1));
    find("app-smaller").addEventListener("click", () => resize(-0.1));
    find("app-keys").addEventListener("click", () => find("app-help").showModal());
    find("app-blank").addEventListener("click", () => find("app-blank").close());
    find("app-single").checked = kept("app-single") !== "no";
    find("app-single").addEventListener("change", (event) => {
      keep("app-single", event.target.checked ? "yes" : "no");
    });
    document.querySelectorAll(".app-languages a").forEach((link) => {
      link.addEventListener("click", () => { link.hash = location.hash; });
    });
    window.addEventListener("keydown", onKey, true);
    window.addEventListener("hashchange", follow);
    document.body.classList.remove("is-loading");
    find("app-bar").hidden = parts.length < 2;
    resize(0);
    drawToggle();
    const panel = namedPanel();
    show(named(), /^#\d/.test(location.hash));
    if (panel) goTo(panel);
  }

  start();
})();
