// An order by taps: each tap gives the next place, a tap on what has one takes it out.
function startRanking(form) {
  var rows = findAll(".row", form);
  form.className = "asks is-tapped";
  find(".sheet .hint", form).textContent = word("tap");
  rows.forEach(function (row) {
    var select = find("select", row), tap = make("button", "tap");
    tap.appendChild(make("b"));
    tap.appendChild(make("span", "", find("label", row).textContent)).dir = find("label", row).dir;
    find("label", row).hidden = select.hidden = true;
    row.insertBefore(tap, row.firstChild);
    tap.onclick = function () {
      givePlace(rows, select);
      unsay(form);
      changed(form);
    };
  });
  showPlaces(form);
}

function givePlace(rows, select) {
  var taken = Number(select.value), selects = rows.map(function (row) { return find("select", row); });
  if (!taken) {
    select.value = String(selects.filter(function (other) { return other.value; }).length + 1);
    return;
  }
  select.value = "";
  selects.forEach(function (other) {
    if (Number(other.value) > taken) { other.value = String(Number(other.value) - 1); }
  });
}

function showPlaces(form) {
  findAll(".tap", form).forEach(function (tap) {
    var value = find("select", tap.parentNode).value;
    find("b", tap).textContent = value;
    tap.setAttribute("aria-pressed", String(Boolean(value)));
    tap.setAttribute(
      "aria-label",
      find("span", tap).textContent + " – " + (value ? word("place", value) : word("no-place"))
    );
  });
}

// Who answers no longer says why they do not; and the other way round.
function unsay(form) {
  var none = find('.instead input[value=""]', form);
  if (none) { none.checked = true; }
}

function clearSheet(form) {
  findAll(".sheet select, .sheet input", form).forEach(function (field) {
    if (/^(radio|checkbox)$/.test(field.type)) { field.checked = false; } else { field.value = ""; }
  });
}

function startInstead(form) {
  findAll(".instead input", form).forEach(function (field) {
    field.addEventListener("change", function () {
      if (field.value) { clearSheet(form); }
      redraw(form);
    });
  });
  findAll(".sheet input", form).forEach(function (field) {
    field.addEventListener("input", function () { unsay(form); });
    field.addEventListener("change", function () { unsay(form); });
  });
}
