// The page's kernel: end it when the page is closed, and say so when it cannot be reached.
"use strict";
(() => {
  const EVERY_MS = 4000;
  const words = JSON.parse(document.getElementById("app-words").textContent);
  const kernel = JSON.parse(document.getElementById("jupyter-config-data").textContent).kernelId;
  const sign = document.getElementById("app-lost");
  let wasConnected = false;

  function token() {
    const found = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/);
    return found ? decodeURIComponent(found[1]) : "";
  }

  function end() {
    const form = new FormData();
    form.append("_xsrf", token());
    navigator.sendBeacon(`/voila/api/shutdown/${kernel}`, form);
  }

  function tell(text) {
    if (sign.hidden === !text && sign.firstElementChild.textContent === text) return;
    sign.firstElementChild.textContent = text;
    sign.hidden = !text;
  }

  async function look() {
    try {
      const answer = await fetch(`/api/kernels/${kernel}`, { cache: "no-store" });
      const connections = answer.ok ? (await answer.json()).connections : 0;
      wasConnected = wasConnected || connections > 0;
      tell(answer.ok && (connections > 0 || !wasConnected) ? "" : words.lost);
    } catch {
      tell(words.ended);
    }
  }

  // A panel that has been drawn takes the place of its still form.
  function watchPanels() {
    document.querySelectorAll(".app-live").forEach((place) => {
      const [live, still] = place.children;
      const watch = new MutationObserver(() => {
        if (!live.querySelector(".lm-Widget > *, .jupyter-widgets")) return;
        still.remove();
        watch.disconnect();
        requestAnimationFrame(() => window.dispatchEvent(new Event("pe-drawn")));
      });
      watch.observe(live, { childList: true, subtree: true });
    });
  }

  watchPanels();
  sign.querySelector("button").addEventListener("click", () => location.reload());
  window.addEventListener("pagehide", end);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  setInterval(look, EVERY_MS);
})();
