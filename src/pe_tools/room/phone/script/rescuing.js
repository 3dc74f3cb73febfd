// Answers that wait or were not taken, as texts and as pictures for whoever helps.
var SHORT = {"dont-know": "?", "prefer-not": "-"};

function titleOf(form) {
  var section = form.parentNode;
  while (section && section.tagName !== "SECTION") { section = section.parentNode; }
  return section ? find("h2", section).textContent : find("button", form).textContent;
}

function labelOf(field) {
  var label = field.parentNode;
  if (label.tagName !== "LABEL") { return field.value; }
  return findAll(".number, .word", label).map(function (part) {
    return part.firstChild.textContent;
  }).join(" ");
}

// What a form says, in the words of the page.
function textOf(form) {
  var lines = findAll(".item, .row", form).map(function (part) {
    var said = list(part.querySelectorAll("input, select")).filter(function (field) {
      return isChosen(field) && field.value;
    }).map(labelOf).join(", ");
    return said ? find("h3, label", part).textContent + " – " + said : "";
  });
  var others = findAll(".sheet .choice input:checked", form).map(labelOf);
  var written = findAll("textarea", form).map(function (field) { return field.value; });
  return lines.concat(others, written).filter(Boolean).join("\n");
}

// The same with the ids of the kit, short enough for a picture.
function shortOf(entry) {
  var values = valuesOf(entry.body), items = {};
  Object.keys(values).forEach(function (name) {
    var parts = name.split(":"), value = SHORT[values[name][0]] || values[name].join(",");
    if (parts[0] === "a" && value) { items[parts[1]] = (items[parts[1]] || []).concat(value); }
  });
  return [entry.key, (values.press || [""])[0]].concat(Object.keys(items).map(function (item) {
    return item + " " + items[item].join(",");
  }), ["picked", "missing", "item", "text"].map(function (name) {
    var given = (values[name] || []).filter(Boolean).join(",");
    return given ? name + " " + given : "";
  })).filter(Boolean).join("\n");
}

function shownEntry(entry) {
  var shown = make("div"), canvas = make("canvas"), away = make("button", "small", word("take-away"));
  shown.appendChild(make("h2", "", entry.title));
  shown.appendChild(make("p", "", entry.sentence || word("waits")));
  shown.appendChild(make("pre", "", entry.text)).setAttribute("dir", "auto");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", word("code-of-answer"));
  if (drawCode(canvas, shortOf(entry))) { shown.appendChild(canvas); }
  away.onclick = function () {
    drop(entry.name);
    showRescue();
    showBar();
  };
  if (entry.state === "refused") { shown.appendChild(away); }
  return shown;
}

function showRescue() {
  var place = byId("rescue-list");
  place.textContent = "";
  entries("refused").concat(entries("waiting")).forEach(function (entry) {
    place.appendChild(shownEntry(entry));
  });
}

function setRescue(isOpen) {
  byId("rescue").hidden = !isOpen;
  main.hidden = isOpen;
  showBar();
}

function startRescue() {
  byId("rescue-open").onclick = function () {
    showRescue();
    setRescue(true);
    byId("rescue").focus();
    window.scrollTo(0, 0);
  };
  byId("rescue-close").onclick = function () {
    setRescue(false);
    main.focus();
  };
}
