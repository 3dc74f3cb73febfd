// Following the room: a look every five seconds, and a stream that says when to look.
var LOOK = 5000;
var etag = "";
var looking = 0;
var stream = null;
var lastTold = "";

function load() {
  var isMe = location.hash === "#me";
  ask("GET", isMe ? "/me" : "/now", {seat: kept("seat"), isPart: true}, function (status, request) {
    noteAway(isUnheard(status));
    if (status === 200) { show(request.responseText); }
    if (status === 401) { showWelcome(); }
    if (isAway) { setTimeout(load, spread(LOOK)); }
  });
}

function show(html) {
  isFresh = false;
  stopReading();
  put(html);
  startForms();
  if (page() === "now") { keep("main." + language, html); }
  if (find(".ask, .wait")) { confirmKept(false); }
  showBar();
  followIn(spread(LOOK));
}

function showWelcome() {
  drop("main." + language);
  put(shell);
  startEntering();
  if (kept("seat")) { showProblem(word("no-seat")); }
}

function hasTyped() {
  return findAll("form.asks").some(function (form) { return kept("d." + keyOf(form)); });
}

function look() {
  if (!kept("seat") || /^(welcome|consent|move)$/.test(page())) { return; }
  ask("GET", "/state", {seat: kept("seat"), etag: etag}, function (status, request) {
    noteAway(isUnheard(status));
    if (status === 401) { showWelcome(); }
    if (status === 200) {
      etag = request.getResponseHeader("ETag") || "";
      compare(answerOf(request).token);
    }
    if (!isAway) { listen(); }
    followIn(spread(LOOK));
  });
}

function token() { return byId("page").getAttribute("data-token"); }

function compare(told) {
  if (page() !== "now" || told === token()) { return; }
  if (hasTyped()) {
    isFresh = true;
    showBar();
  } else { load(); }
}

function followIn(time) {
  clearTimeout(looking);
  looking = setTimeout(look, time);
}

function followSoon() { followIn(200); }

// A stream of events by XMLHttpRequest, since an EventSource cannot say whose seat it is for.
function listen() {
  if (stream) { return; }
  stream = new XMLHttpRequest();
  stream.open("GET", "/events");
  stream.setRequestHeader("Authorization", "Seat " + kept("seat"));
  stream.onprogress = function () {
    var told = stream.responseText.split("data: ").pop().split("\n")[0];
    if (stream.status !== 200 || told === lastTold || told === token()) { return; }
    lastTold = told;
    followIn(spread(300));
  };
  stream.onloadend = function () {
    setTimeout(function () { stream = null; }, spread(LONGEST));
  };
  stream.send();
}
