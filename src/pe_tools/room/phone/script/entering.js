// Coming in: with the code of the room from the address, or with a seat that is kept.
function bare(code) { return code.toUpperCase().replace(/[^0-9A-Z]/g, ""); }

// The code behind # in the address; it is taken out, so that nobody reads it there.
function codeInAddress() {
  var code = bare(location.hash);
  if (code.length < 8) { return ""; }
  history.replaceState(null, "", location.pathname + location.search);
  return code;
}

function isKnown(code) { return Boolean(kept("seat")) && (!code || code === kept("code")); }

function enterWith(code) {
  var form = byId("enter");
  form.elements.code.value = code;
  form.submit();
}

function takeSeat(form, own) {
  keptNames("d.").forEach(drop);
  keep("seat", own);
  keep("lang", language);
  if (form.elements.code) { keep("code", bare(form.elements.code.value)); }
  location.replace("/?lang=" + language);
}

// Ask for a seat until the room answers; the same press gives the same seat.
function askForSeat(form, pause) {
  var button = find("button", form), press = form.elements.press;
  button.disabled = true;
  ask("POST", form.getAttribute("action"), {
    body: bodyOf(form) + (press ? "&press=" + encodeURIComponent(press.value) : "")
  }, function (status, request) {
    var answer = answerOf(request);
    isAway = isUnheard(status);
    showBar();
    if (answer.seat) { takeSeat(form, answer.seat); return; }
    if (isAway) {
      setTimeout(function () { askForSeat(form, longer(pause)); }, spread(pause));
      return;
    }
    button.disabled = false;
    showProblem(answer.sentence || word("failed"));
  });
}

function startEntering() {
  findAll(".with-seat").forEach(function (part) { part.hidden = !kept("seat"); });
  findAll("#join, #resume, #move").forEach(function (form) {
    form.onsubmit = function () {
      askForSeat(form, 1000);
      return false;
    };
  });
  findAll("#enter, #join").forEach(keepTyped);
}
