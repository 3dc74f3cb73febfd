// Reading aloud: a recorded clip, or a voice of this phone itself; else there is no button.
var player = null;

function voice() {
  var speech = window.speechSynthesis;
  return speech ? list(speech.getVoices()).filter(function (known) {
    return known.localService && known.lang.slice(0, 2) === language.slice(0, 2);
  })[0] : null;
}

function stopReading() {
  if (player) { player.pause(); player = null; }
  if (window.speechSynthesis) { window.speechSynthesis.cancel(); }
  findAll(".read.is-on").forEach(function (button) {
    button.className = "read small";
    button.textContent = word("read");
  });
}

function speak(texts, speaker, done) {
  texts.forEach(function (text, place) {
    var said = new window.SpeechSynthesisUtterance(text);
    said.voice = speaker;
    said.lang = speaker.lang;
    said.rate = 0.9;
    if (place === texts.length - 1) { said.onend = done; }
    window.speechSynthesis.speak(said);
  });
}

function play(clip, done) {
  player = new window.Audio(clip);
  player.onended = player.onerror = done;
  player.play();
}

function readable(part) {
  return findAll("h3, legend, .word, .row label", part).map(function (element) {
    return list(element.childNodes).map(function (piece) { return piece.textContent; }).join(". ");
  });
}

function readButton(part, clip) {
  var button = make("button", "read small", word("read"));
  button.onclick = function () {
    var isOn = / is-on/.test(button.className);
    stopReading();
    if (isOn) { return; }
    button.className += " is-on";
    button.textContent = word("quiet");
    if (clip) { play(clip, stopReading); } else { speak(readable(part), voice(), stopReading); }
  };
  return button;
}

function startReading() {
  findAll(".read").forEach(function (button) { button.parentNode.removeChild(button); });
  findAll("[data-clip]").forEach(function (part) {
    var last = part.tagName === "DIV" ? part.lastChild : part;
    after(readButton(part, part.getAttribute("data-clip")), last);
  });
  if (!voice()) { return; }
  findAll(".item, .sheet").forEach(function (part) {
    var head = find("h3, legend", part);
    if (!head.getAttribute("data-clip")) { after(readButton(part, ""), head); }
  });
}
