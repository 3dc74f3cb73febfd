// A long sheet one item after the other, with what was chosen kept in the one form.
function turnTo(form, items, place) {
  find(".telling", form).hidden = place === 0 || !find("small", items[place]);
  items.forEach(function (item, other) { item.hidden = other !== place; });
  find(".turning span", form).textContent = word("item-of", place + 1, items.length);
  find(".back", form).disabled = place === 0;
  find(".next", form).hidden = place === items.length - 1;
  find("button.main", form).hidden = place !== items.length - 1;
}

// From the second item on, what a point means shows once it is chosen, or for all at a press.
function tellingButton(form) {
  var button = make("button", "telling small", word("telling"));
  button.setAttribute("aria-pressed", "false");
  button.onclick = function () {
    var isOn = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!isOn));
    form.className = isOn ? "asks is-turning" : "asks is-turning is-telling";
  };
  return button;
}

function startTurning(form) {
  var items = findAll(".item", form), place = 0;
  var bar = make("div", "turning"), back = make("button", "back", word("back"));
  var next = make("button", "next", word("next"));
  if (items.length < 2) { return; }
  form.className = "asks is-turning";
  before(tellingButton(form), items[0]);
  [back, make("span"), next].forEach(function (part) { bar.appendChild(part); });
  before(bar, find("button.main", form));
  function turn(steps) {
    place += steps;
    turnTo(form, items, place);
    find("h3", items[place]).focus();
    items[place].scrollIntoView();
  }
  back.onclick = function () { turn(-1); };
  next.onclick = function () { turn(1); };
  turnTo(form, items, 0);
}
