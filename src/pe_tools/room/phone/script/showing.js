// What the page shows, and what it says in the bar at its foot.
var main = document.getElementById("content");
var shell = main.innerHTML;
var isAway = false;
var isFresh = false;

function byId(id) { return document.getElementById(id); }
function find(selector, within) { return (within || main).querySelector(selector); }
function findAll(selector, within) { return list((within || main).querySelectorAll(selector)); }

function word(name, n, of) {
  var text = byId("words").querySelector('[data-word="' + name + '"]').textContent;
  return text.replace("##", of).replace("#", n);
}

function make(tag, name, text) {
  var element = document.createElement(tag);
  if (name) { element.className = name; }
  if (text) { element.textContent = text; }
  if (tag === "button") { element.type = "button"; }
  return element;
}

function before(element, next) { next.parentNode.insertBefore(element, next); }
function after(element, previous) { previous.parentNode.insertBefore(element, previous.nextSibling); }

function put(html) {
  main.innerHTML = html;
  main.focus();
  window.scrollTo(0, 0);
}

function page() { return byId("page").getAttribute("data-page"); }

function showProblem(sentence) {
  var shown = find(".problem") || make("p", "problem");
  shown.setAttribute("role", "alert");
  shown.textContent = sentence;
  byId("page").insertBefore(shown, byId("page").firstChild);
  shown.scrollIntoView();
}

function showBar() {
  var waiting = entries("waiting").length, refused = entries("refused").length;
  var told = [
    isAway ? word("away") : "",
    waiting ? word("waiting", waiting) : "",
    refused ? word("refused", refused) : "",
    isFresh ? word("fresh") : "",
    storage ? "" : word("nothing-kept")
  ].filter(Boolean).join(" ");
  if (byId("news").textContent !== told) { byId("news").textContent = told; }
  byId("fresh").hidden = !isFresh;
  byId("rescue-open").hidden = !(waiting || refused);
  byId("bar").hidden = !told || main.hidden;
}

function setLarge(isLarge) {
  document.documentElement.className = "has-script" + (isLarge ? " is-large" : "");
  byId("larger").setAttribute("aria-pressed", String(isLarge));
}

function startLetters() {
  byId("larger").hidden = false;
  setLarge(kept("large") === "1");
  byId("larger").onclick = function () {
    keep("large", kept("large") === "1" ? "0" : "1");
    setLarge(kept("large") === "1");
  };
}
