// Beginning: what each form of the page does, and which page it is.
function changed(form) {
  keep("d." + keyOf(form), bodyOf(form));
  redraw(form);
}

function redraw(form) {
  var kind = form.getAttribute("data-kind");
  if (kind === "rank") { showPlaces(form); }
  if (kind === "points") { showBeans(form); }
}

function keepTyped(form) {
  var typed = kept("d." + keyOf(form));
  if (typed) { fill(form, typed); }
  form.addEventListener("input", function () { changed(form); });
  form.addEventListener("change", function () { changed(form); });
}

function isAsked(key) {
  return findAll("form.asks").some(function (form) { return keyOf(form) === key; });
}

function startForm(form) {
  var sent = latest(keyOf(form)), kind = form.getAttribute("data-kind");
  if (sent && sent.to === "/answer") { fill(form, sent.body); }
  keepTyped(form);
  if (kind === "rate") { startTurning(form); }
  if (kind === "rank") { startRanking(form); }
  if (kind === "points") { startSharing(form); }
  startInstead(form);
  form.onsubmit = function () {
    if (!isUneven(form)) { send(form); }
    return false;
  };
}

function send(form) {
  queue(form);
  if (form.elements.text) { form.elements.text.value = ""; }
  setOpen(form, false);
  showStates();
  form.parentNode.scrollIntoView();
}

function startForms() {
  findAll("form.asks").forEach(startForm);
  findAll("form.consent").forEach(function (form) {
    form.onsubmit = function () {
      queue(form);
      return false;
    };
  });
  startReading();
  closeSent();
  showStates();
}

function stateText(entry) {
  if (entry.state === "refused") { return entry.sentence; }
  if (entry.state !== "waiting") {
    return word("received", entry.receipt.replace(/^(\w{4})(\w{4})$/, "$1-$2"));
  }
  return word(isAway ? "kept" : "sending");
}

// A form that was sent is closed; the button before it, or the summary, opens it again.
function setOpen(form, isToBe) {
  var holder = form.parentNode, button = find(".change", holder);
  if (holder.tagName === "DETAILS") { holder.open = isToBe; return; }
  if (!button) {
    button = make("button", "change small");
    button.textContent = word(form.getAttribute("action") === "/words" ? "another" : "change");
    button.onclick = function () { setOpen(form, true); };
    before(button, form);
  }
  form.hidden = !isToBe;
  button.hidden = isToBe;
}

function noteOf(form) {
  var section = form.parentNode, note;
  if (section.tagName === "DETAILS") { section = section.parentNode; }
  note = find(".received", section);
  if (!note) {
    note = make("p", "received");
    after(note, find("h2", section));
  }
  return note;
}

// Say beside each form what became of the last thing that was sent with it.
function showStates() {
  findAll("form.asks").forEach(function (form) {
    var entry = latest(keyOf(form));
    if (!entry) { return; }
    noteOf(form).textContent = stateText(entry);
    if (entry.state === "refused") { setOpen(form, true); }
  });
}

// What was sent from here is closed, unless something is typed into it anew.
function closeSent() {
  findAll("form.asks").forEach(function (form) {
    var key = keyOf(form);
    if (latest(key)) { setOpen(form, Boolean(kept("d." + key))); }
  });
}

function startPage() {
  var code = codeInAddress();
  startEntering();
  startForms();
  if (page() === "welcome" && code && !isKnown(code)) { enterWith(code); return; }
  if (page() === "welcome" && kept("seat")) {
    if (kept("main." + language)) { show(kept("main." + language)); }
    load();
  }
  followSoon();
  sendSoon(0);
}

// The language that was chosen last holds on the next visit, too.
function isOtherLanguage() {
  var chosen = kept("lang");
  if (!chosen || chosen === language || location.search || page() !== "welcome") { return false; }
  location.replace("/?lang=" + chosen + location.hash);
  return true;
}

document.addEventListener("click", function (event) {
  var link = event.target;
  if (link.lang && link.hasAttribute("hreflang")) { keep("lang", link.lang); }
  if (link.getAttribute("href") === "/me") { event.preventDefault(); location.hash = "me"; }
  if (link.getAttribute("href") === "/now") {
    event.preventDefault();
    if (location.hash) { location.hash = ""; } else { load(); }
  }
});
window.addEventListener("hashchange", function () {
  var code = codeInAddress();
  if (code && !isKnown(code)) { put(shell); enterWith(code); } else { load(); }
});
window.addEventListener("online", function () { pause = 1000; sendSoon(0); followSoon(); });
window.addEventListener("storage", function () { showBar(); showStates(); });
byId("fresh").onclick = load;
if (window.speechSynthesis) { window.speechSynthesis.onvoiceschanged = startReading; }
startLetters();
startRescue();
if (!isOtherLanguage()) { startPage(); }
showBar();
