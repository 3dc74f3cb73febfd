// Asking the room, with the seat in a header; and what a form says.
var PATIENCE = 15000;
var language = document.documentElement.lang;

function ask(method, address, options, done) {
  var request = new XMLHttpRequest();
  request.open(method, address + "?lang=" + language);
  request.timeout = PATIENCE;
  if (options.seat) { request.setRequestHeader("Authorization", "Seat " + options.seat); }
  if (options.isPart) { request.setRequestHeader("X-Part", "main"); }
  if (options.etag) { request.setRequestHeader("If-None-Match", options.etag); }
  if (method === "POST") {
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  }
  request.onload = function () { done(request.status, request); };
  request.onerror = request.ontimeout = function () { done(0, request); };
  request.send(options.body || null);
}

// Whether the room did not hear, or not in time: then the same is sent again.
function isUnheard(status) {
  return status === 0 || status === 429 || status >= 500;
}

function answerOf(request) {
  try { return JSON.parse(request.responseText) || {}; } catch (error) { return {}; }
}

function list(nodes) { return Array.prototype.slice.call(nodes); }

function isChosen(field) {
  return !/^(radio|checkbox)$/.test(field.type) || field.checked;
}

function fieldsOf(form) {
  return list(form.elements).filter(function (field) {
    return field.name && field.name !== "press" && isChosen(field);
  });
}

function bodyOf(form) {
  return fieldsOf(form).map(function (field) {
    return encodeURIComponent(field.name) + "=" + encodeURIComponent(field.value);
  }).join("&");
}

function valuesOf(body) {
  var values = {};
  body.split("&").forEach(function (pair) {
    var parts = pair.split("=").map(decodeURIComponent);
    (values[parts[0]] = values[parts[0]] || []).push(parts[1]);
  });
  return values;
}

// Put what was typed back into a form; hidden fields stay as the page has them.
function fill(form, body) {
  var values = valuesOf(body);
  list(form.elements).forEach(function (field) {
    var given = values[field.name] || [];
    if (!field.name || field.type === "hidden") { return; }
    if (/^(radio|checkbox)$/.test(field.type)) { field.checked = given.indexOf(field.value) >= 0; }
    else { field.value = given[0] || ""; }
  });
}

// A text that nobody can guess, new for each press of a button.
function newPress(form) {
  var source = window.crypto || window.msCrypto, bytes;
  if (!source || !source.getRandomValues) { return form.elements.press.value; }
  bytes = source.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return list(bytes).map(function (byte, place) {
    var dash = [4, 6, 8, 10].indexOf(place) >= 0 ? "-" : "";
    return dash + (byte + 256).toString(16).slice(1);
  }).join("");
}
