/* Sending a press, and waiting for the answer to it. */

const PATIENCE_MS = 5000;

/** Return what sends presses and hears answers; `tell(kind, text)` shows how it goes. */
function sender(model, tell, words) {
  const waiting = new Map(); // nonce -> {body, timer, heard}

  /** Send; `heard` is called with "ok", "refused" or, while nobody answers, "lost". */
  function send(act, values, heard) {
    const body = JSON.stringify([act, values]);
    const nonce = nonceOf(body);
    clearTimeout(waiting.get(nonce)?.timer);
    const timer = setTimeout(() => lose(nonce), PATIENCE_MS);
    waiting.set(nonce, { body, timer, heard });
    tell("", words().sending);
    try {
      model.send({ act, values, nonce });
    } catch {
      lose(nonce);
    }
  }

  /** Return the nonce of the same press if it is unanswered: sent twice, it counts once. */
  function nonceOf(body) {
    for (const [nonce, press] of waiting) if (press.body === body) return nonce;
    return [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
  }

  function lose(nonce) {
    clearTimeout(waiting.get(nonce).timer);
    tell("refused", words().lost);
    waiting.get(nonce).heard("lost");
  }

  function hear(message) {
    const press = waiting.get(message?.nonce);
    if (!press) return;
    clearTimeout(press.timer);
    waiting.delete(message.nonce);
    // The status travels as a trait, which is set a moment after this message is heard.
    setTimeout(() => tell(model.get("status_kind"), model.get("status")), 50);
    press.heard(message.ok ? "ok" : "refused");
  }

  const stop = () => waiting.forEach((press) => clearTimeout(press.timer));
  return { send, hear, stop };
}
