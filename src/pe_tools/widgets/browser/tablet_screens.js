/* The screens of the tablet. Each returns its parts; null is the place for what is wrong. */

const SCREENS = {
  welcome: (tablet) => {
    const { panel, control } = tablet;
    const start = () => go(tablet, screensOf(tablet)[0], nobody());
    return [
      heading(control.welcome),
      null,
      bar(button(say(panel, "start"), "main pe-huge", start)),
      closing(tablet),
    ];
  },
  code: (tablet) => codeScreen(tablet),
  role: (tablet) => whoScreen(tablet, "role", "your_role", tablet.control.roles),
  tier: (tablet) => whoScreen(tablet, "tier", "your_consent", tablet.control.tiers),
  page: (tablet) => pageScreen(tablet),
  review: (tablet) => reviewScreen(tablet),
  thanks: (tablet) => {
    const { panel } = tablet;
    const next = () => go(tablet, "welcome", nobody());
    return [
      heading(say(panel, "thanks")),
      told("p", say(panel, "hand_on")),
      null,
      bar(button(say(panel, "next_person"), "main pe-huge", next)),
    ];
  },
  begun: (tablet) => {
    const { panel } = tablet;
    const goOn = () => go(tablet, tablet.goOnAt);
    const startNew = () => go(tablet, "welcome", nobody());
    return [
      heading(say(panel, "begun")),
      null,
      bar(
        button(say(panel, "go_on"), "main pe-huge", goOn),
        button(say(panel, "start_new"), "plain pe-huge", startNew),
      ),
    ];
  },
};

const heading = (text) => told("h2", text, { tabindex: "-1" });
const bar = (...buttons) => make("div", { class: "pe-bar" }, ...buttons);

/** Return the screen that asks for the code on the card, so that two rounds belong together. */
function codeScreen(tablet) {
  const { panel, control } = tablet;
  const id = `${panel.uid}-tablet-code`;
  const input = make("input", {
    id,
    class: "pe-code",
    value: tablet.participant,
    maxlength: "40",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
  });
  input.addEventListener("input", () => {
    tablet.participant = input.value.trim();
    remember(tablet);
  });
  const next = () => {
    if (tablet.participant) go(tablet, screensOf(tablet)[1]);
    else panel.tell("refused", say(panel, "fill_in", { label: control.code_label }));
  };
  input.addEventListener("keydown", (event) => event.key === "Enter" && next());
  const title = heading(control.code_label);
  return [
    make("label", { for: id }, title),
    input,
    null,
    bar(
      button(say(panel, "back"), "plain", () => go(tablet, "welcome")),
      button(say(panel, "next"), "main", next),
    ),
    clearing(tablet),
  ];
}

function whoScreen(tablet, name, words, options) {
  const cards = options.map(([value, word]) => ({ value, word, number: "", picture_svg: "" }));
  const choose = (value) => {
    tablet[name] = value;
  };
  return asking(tablet, say(tablet.panel, words), cards, tablet[name], choose);
}

function pageScreen(tablet) {
  const { panel, control, answers } = tablet;
  const at = control.pages.findIndex((page) => `page ${page.name}` === tablet.at);
  const page = control.pages[at];
  const choose = (value) => {
    answers[page.name] = value;
  };
  const place = { n: digits(panel, at + 1), all: digits(panel, control.pages.length) };
  const progress = told("p", say(panel, "question_of", place), { class: "pe-progress" });
  const options = optionsOf(panel, page);
  return [progress, ...asking(tablet, page.prompt, options, answers[page.name] ?? "", choose)];
}

/** Return the options of a page, and always a way not to answer. */
function optionsOf(panel, page) {
  const own = new Set(page.options.map((option) => option.value));
  const marks = ["dont-know", "prefer-not"].filter((value) => !own.has(value));
  const more = marks.map((value) => ({ value, word: say(panel, value), isMark: true }));
  return [...page.options, ...more];
}

/** Return one question with its large buttons, and the way back and on. */
function asking(tablet, text, options, chosen, choose) {
  const { panel } = tablet;
  const screens = screensOf(tablet);
  const at = screens.indexOf(tablet.at);
  const cards = options.map((option) => card(tablet, option, option.value === chosen, choose));
  const isChosen = () => cards.some((label) => label.querySelector("input").checked);
  const next = () => {
    if (isChosen()) go(tablet, screens[at + 1]);
    else panel.tell("refused", say(panel, "choose_first"));
  };
  const back = () => go(tablet, at ? screens[at - 1] : "welcome");
  const title = heading(text);
  const list = make("div", { class: "pe-cards" }, ...cards);
  return [
    make("fieldset", { class: "pe-question" }, make("legend", {}, title), list),
    null,
    bar(
      button(say(panel, "back"), "plain", back),
      button(say(panel, "next"), "main", next),
    ),
    clearing(tablet),
  ];
}

function card(tablet, option, isChosen, choose) {
  const { panel } = tablet;
  const input = make("input", {
    type: "radio",
    name: `${panel.uid}-tablet`,
    value: option.value,
    checked: isChosen,
    autocomplete: "off",
  });
  input.addEventListener("change", () => {
    choose(option.value);
    remember(tablet);
    panel.tell("", "");
  });
  return make(
    "label",
    { class: option.isMark ? "pe-choice pe-mark" : "pe-choice" },
    input,
    option.picture_svg && picture(option.picture_svg),
    told("span", option.word, { class: "pe-word" }),
    option.number && make("span", { class: "pe-number" }, digits(panel, option.number)),
  );
}

/** Return all answers, each with a way to change it, and the button that sends them. */
function reviewScreen(tablet) {
  const { panel, control, answers } = tablet;
  const who = [
    ["role", say(panel, "your_role"), control.roles, tablet.role],
    ["tier", say(panel, "your_consent"), control.tiers, tablet.tier],
  ].filter(([, , options]) => options.length);
  const code = control.code_label
    ? [reviewRow(tablet, "code", control.code_label, tablet.participant)]
    : [];
  const rows = [
    ...code,
    ...who.map(([at, text, options, value]) => reviewRow(tablet, at, text, Object.fromEntries(options)[value])),
    ...control.pages.map((page) => {
      const option = optionsOf(panel, page).find(({ value }) => value === answers[page.name]);
      return reviewRow(tablet, `page ${page.name}`, page.prompt, option?.word);
    }),
  ];
  const main = button(say(panel, "send_answers"), "main", () => sendSheet(tablet, main));
  const last = screensOf(tablet).at(-2);
  const back = last ? () => go(tablet, last) : () => go(tablet, "welcome");
  return [
    heading(say(panel, "review")),
    make("dl", { class: "pe-review" }, ...rows),
    null,
    bar(button(say(panel, "back"), "plain", back), main),
    clearing(tablet),
  ];
}

function reviewRow(tablet, at, text, word) {
  const { panel } = tablet;
  const change = button(say(panel, "change_short"), "plain", () => go(tablet, at), {
    "aria-label": say(panel, "change", { label: text }),
  });
  return make("div", {}, told("dt", text), told("dd", word ?? "–"), make("dd", {}, change));
}

function sendSheet(tablet, main) {
  const { panel, control, participant, role, tier, answers } = tablet;
  const values = { participant, role, tier, answers };
  sendOnce(panel, main, control.act, values, (answer) => {
    if (answer === "ok") go(tablet, "thanks", nobody());
  });
}

/** Return the button by which a participant stops, and nothing is kept. */
function clearing(tablet) {
  const { panel } = tablet;
  const clear = () => go(tablet, "welcome", nobody());
  return asked(panel, "clear", "clear_question", clear);
}

/** Return the button by which the facilitator takes the tablet back. */
function closing(tablet) {
  const { panel, dialog } = tablet;
  const close = () => {
    Object.assign(tablet, nobody(), { isOpen: false });
    remember(tablet);
    watch(tablet);
    panel.lines.delete(dialog);
    dialog.close();
    dialog.replaceChildren();
  };
  return asked(panel, "close_tablet", "close_question", close);
}

function asked(panel, label, question, goOn) {
  const box = make("div", { class: "pe-act pe-quiet" });
  const ask = () => askFirst(box, main, panel, say(panel, question), goOn);
  const main = button(say(panel, label), "link", ask);
  box.append(main);
  return box;
}
