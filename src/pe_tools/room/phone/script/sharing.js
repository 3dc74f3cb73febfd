// Points as beans: plus and minus beside each number, and what is left to share out.
var MOST_BEANS = 30;

function startSharing(form) {
  var rest = make("p", "rest");
  rest.setAttribute("role", "status");
  before(rest, find(".row", form));
  findAll(".row", form).forEach(function (row) {
    var input = find("input", row), counter = make("span", "counter");
    before(counter, input);
    counter.appendChild(stepper(form, input, -1, "−", "fewer"));
    counter.appendChild(input);
    counter.appendChild(stepper(form, input, 1, "+", "more"));
    row.appendChild(make("span", "beans")).setAttribute("aria-hidden", "true");
  });
  showBeans(form);
}

function stepper(form, input, by, sign, name) {
  var button = make("button", "", sign);
  button.setAttribute("aria-label", find("label", input.parentNode.parentNode).textContent + " – " + word(name));
  button.onclick = function () {
    if (by > 0 && leftOf(form) < 1) { return; }
    input.value = String(Math.max(0, Number(input.value) + by));
    unsay(form);
    changed(form);
  };
  return button;
}

function leftOf(form) {
  var whole = Number(find("[data-points]", form).getAttribute("data-points"));
  return findAll(".row input", form).reduce(function (left, input) {
    return left - Number(input.value);
  }, whole);
}

function showBeans(form) {
  var left = leftOf(form), rest = find(".rest", form);
  rest.textContent = word("rest", String(left).replace("-", "−"));
  rest.className = left === 0 ? "rest is-done" : "rest";
  findAll(".row", form).forEach(function (row) {
    var place = find(".beans", row), count = Math.min(Number(find("input", row).value), MOST_BEANS);
    place.textContent = "";
    while (count > 0) {
      place.appendChild(make("span", "bean"));
      count -= 1;
    }
  });
}

// Whether points are shared out, but not all of them or too many.
function isUneven(form) {
  var instead = find(".instead input:checked", form), rest = find(".rest", form);
  if (!rest || leftOf(form) === 0 || instead && instead.value) { return false; }
  rest.className = "rest is-wrong";
  rest.scrollIntoView();
  return true;
}
