// Sending: what is sent is kept first, goes out one after the other, and stays until it is sure.
// An entry is waiting, kept (received, its round is open), again (to be confirmed) or refused.
var LONGEST = 60000;
var LOCK = 20000;
var tab = String(Math.random());
var pause = 1000;
var timer = 0;
var isSending = false;

function spread(time) { return time * (0.8 + 0.4 * Math.random()); }
function longer(time) { return Math.min(time * 2, LONGEST); }

function entries(state) {
  return keptNames("q.").map(function (name) {
    var entry = JSON.parse(kept(name) || "null");
    if (entry) { entry.name = name; }
    return entry;
  }).filter(function (entry) { return entry && (!state || entry.state === state); });
}

function save(entry) { keep(entry.name, JSON.stringify(entry)); }

function nextName(press) {
  var last = keptNames("q.").pop() || "q.000000";
  return "q." + String(1000001 + Number(last.slice(2, 8))).slice(1) + "." + press;
}

function keyOf(form) {
  var step = form.elements.step;
  return step ? step.value + "." + form.elements.round.value : form.id || "consent";
}

function latest(key) {
  return entries().filter(function (entry) {
    return entry.key === key && entry.seat === kept("seat");
  }).pop();
}

function queue(form) {
  var press = newPress(form);
  save({
    name: nextName(press), seat: kept("seat"), key: keyOf(form), state: "waiting",
    to: form.getAttribute("action"), title: titleOf(form), text: textOf(form),
    body: bodyOf(form) + "&press=" + press
  });
  drop("d." + keyOf(form));
  showBar();
  sendSoon(0);
}

function sendSoon(time) {
  clearTimeout(timer);
  timer = setTimeout(sendNext, time);
}

// One tab sends at a time; a lock that is old, or from a clock that was set, does not count.
function hasLock() {
  var lock = kept("lock").split(" "), age = Math.abs(Date.now() - Number(lock[1]));
  if (lock[0] && lock[0] !== tab && age < LOCK) { return false; }
  keep("lock", tab + " " + Date.now());
  return true;
}

function sendNext() {
  var entry = entries().filter(function (known) {
    return known.state === "waiting" || known.state === "again";
  })[0];
  if (isSending) { return; }
  if (!entry) {
    if (kept("lock").split(" ")[0] === tab) { drop("lock"); }
    return;
  }
  if (!hasLock()) { sendSoon(spread(1000)); return; }
  isSending = true;
  ask("POST", entry.to, {seat: entry.seat, body: entry.body}, function (status, request) {
    isSending = false;
    heard(entry, status, answerOf(request));
  });
}

function heard(entry, status, answer) {
  noteAway(isUnheard(status));
  if (isUnheard(status)) {
    sendSoon(spread(pause));
    pause = longer(pause);
    return;
  }
  pause = 1000;
  settle(entry, status, answer);
  showBar();
  showStates();
  sendSoon(0);
}

function settle(entry, status, answer) {
  if (status >= 200 && status < 300) {
    entry.receipt = answer.receipt || "";
    dropEarlier(entry);
    if (entry.state === "again" && !isAsked(entry.key) || entry.key === "consent") {
      drop(entry.name);
    } else {
      entry.state = "kept";
      save(entry);
    }
    followSoon();
  } else {
    entry.state = "refused";
    entry.sentence = answer.sentence || word("failed");
    save(entry);
  }
  if (entry.key === "consent") { load(); }
}

// A later sheet stands for the whole; the earlier one must never be sent after it.
function dropEarlier(entry) {
  entries().forEach(function (other) {
    var isSame = other.key === entry.key && other.seat === entry.seat && other.name < entry.name;
    var isOver = other.state === "kept" || other.state === "refused";
    if (isSame && isOver && entry.to === "/answer") { drop(other.name); }
  });
}

// Ask for the receipt once more of everything whose round is over, or of all after the room was away.
function confirmKept(isAll) {
  entries("kept").forEach(function (entry) {
    if (entry.seat === kept("seat") && (isAll || !isAsked(entry.key))) {
      entry.state = "again";
      save(entry);
    }
  });
  sendSoon(spread(500));
}

function noteAway(isGone) {
  var isBack = isAway && !isGone;
  isAway = isGone;
  showBar();
  showStates();
  if (isBack) { confirmKept(true); }
}
