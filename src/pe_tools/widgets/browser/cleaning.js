/* Results come as HTML that our own renderer escaped. This second look refuses whatever could
   run or load, should anything else ever arrive here. */

const REFUSED_ELEMENTS =
  "script,style,iframe,frame,frameset,object,embed,applet,base,meta,link,form,template,noscript," +
  "foreignObject,animate,animateMotion,animateTransform,set";
const REFUSED_ATTRIBUTES = /^(on.*|srcdoc|formaction|ping|background)$/i;
const LINKS = /^(href|src|xlink:href|action|data|poster|srcset)$/i;
const LOADING = /url\(\s*["']?(?!["']?#)|@import/i;
const SAFE_LINK = /^(#|data:image\/png;base64,)/i;

/** Return the nodes of an HTML text; they are parsed where nothing runs or loads. */
function cleanNodes(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll(REFUSED_ELEMENTS).forEach((element) => element.remove());
  for (const element of page.body.querySelectorAll("*")) dropRefused(element);
  return [...page.body.childNodes];
}

/** Return a picture as an SVG element, hidden from screen readers: its word stands beside it. */
function picture(svg) {
  const [drawing] = cleanNodes(svg).filter((node) => node.nodeName.toLowerCase() === "svg");
  drawing?.setAttribute("aria-hidden", "true");
  drawing?.setAttribute("focusable", "false");
  return drawing;
}

function dropRefused(element) {
  for (const { name, value } of [...element.attributes]) {
    const isForeign = LINKS.test(name) && !SAFE_LINK.test(value.trim());
    const isRefused = REFUSED_ATTRIBUTES.test(name) || LOADING.test(value);
    if (isRefused || isForeign) element.removeAttribute(name);
  }
}

/** Show other results, and keep open what somebody opened, and the focus where it was. */
function showResult(box, html) {
  const stops = () => [...box.querySelectorAll("summary,[tabindex],a[href]")];
  const open = [...box.querySelectorAll("details")].map((details) => details.open);
  const focused = stops().indexOf(document.activeElement);
  box.replaceChildren(...cleanNodes(html));
  box.querySelectorAll("details").forEach((details, at) => {
    details.open = open[at] ?? details.open;
  });
  if (focused >= 0) (stops()[focused] ?? box).focus({ preventScroll: true });
}
