// What this phone keeps: in its storage, or in the name of its tab where it has none.
var OURS = "pe.";
var memory = {};
var storage = null;
try {
  storage = window.localStorage;
  storage.setItem(OURS + "try", "1");
  storage.removeItem(OURS + "try");
} catch (error) {
  storage = null;
}
if (!storage && window.name.indexOf(OURS) === 0) {
  try { memory = JSON.parse(window.name.slice(OURS.length)); } catch (error) { memory = {}; }
}

function keep(name, value) {
  if (storage) {
    try { storage.setItem(OURS + name, value); return; } catch (error) { moveToMemory(); }
  }
  memory[name] = value;
  window.name = OURS + JSON.stringify(memory);
}

function kept(name) {
  if (storage) { return storage.getItem(OURS + name) || ""; }
  return memory.hasOwnProperty(name) ? memory[name] : "";
}

function drop(name) {
  if (storage) { storage.removeItem(OURS + name); }
  if (memory.hasOwnProperty(name)) {
    delete memory[name];
    window.name = OURS + JSON.stringify(memory);
  }
}

function keptNames(beginning) {
  var names = [], place, name;
  for (place = 0; storage && place < storage.length; place += 1) {
    name = storage.key(place);
    if (name.indexOf(OURS) === 0) { names.push(name.slice(OURS.length)); }
  }
  return (storage ? names : Object.keys(memory)).filter(function (known) {
    return known.indexOf(beginning) === 0;
  }).sort();
}

// A full storage: what it holds stays in it, and is read into memory to go on with.
function moveToMemory() {
  keptNames("").forEach(function (name) { memory[name] = storage.getItem(OURS + name); });
  storage = null;
}
