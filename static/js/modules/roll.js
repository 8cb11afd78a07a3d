// The roll call: each tap is shown at once and called kept only when the server has said so.
// Taps are sent one after the other, each under a key of its own and again until it is answered:
// what arrives twice counts once, and the newest tap of a name is the one that stays.
const EVERY = 3000;
const PATIENCE = 10000;

export default function (form) {
  const said = form.querySelector("[data-said]");
  const called = form.querySelector("[data-called]");
  const rest = form.querySelector("[data-rest]");
  const number = new Intl.NumberFormat(document.documentElement.lang === "bn" ? "bn-BD" : "en");
  const waiting = [];
  let isSending = false;
  let timer = 0;

  const newKey = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("");

  const show = (name, state, word) => {
    name.dataset.state = state;
    name.querySelector(".call-present").setAttribute("aria-pressed", state === "present");
    name.querySelector(".call-absent").setAttribute("aria-pressed", state === "absent");
    name.querySelector("[data-word]").textContent = word;
  };

  const tell = (text) => {
    said.textContent = text;
    said.hidden = !text;
  };

  const count = () => {
    const names = [...form.querySelectorAll("[data-state]")];
    const done = names.filter((name) => name.dataset.state !== "none").length;
    called.textContent = number.format(done);
    if (rest) rest.hidden = done === names.length;
  };

  const body = (tap) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("idempotency_key", tap.key);
    fields.set("mark", tap.mark);
    return fields;
  };

  // 204 is the one answer that says: kept. A redirect leads to the sign-in page.
  const send = async (tap) => {
    const answer = await fetch(form.action, {
      method: "POST",
      body: body(tap),
      headers: { Prefer: "return=minimal" },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status >= 500 || answer.status === 429) throw new Error("busy");
    return answer.status === 204;
  };

  const isNewest = (tap) => !waiting.some((other) => other.name === tap.name && other !== tap);

  const settle = (tap, isKept) => {
    if (!isKept) {
      // Nobody knows here how the roll stands now: the next tap asks the server.
      for (const one of waiting.splice(0)) show(one.name, "none", "");
      tell(form.dataset.refused);
      form.classList.add("is-refused");
      return;
    }
    waiting.shift();
    if (isNewest(tap)) show(tap.name, tap.state, tap.state === "none" ? "" : form.dataset.kept);
    tell("");
  };

  const work = async () => {
    clearTimeout(timer);
    if (isSending) return;
    isSending = true;
    while (waiting.length) {
      const tap = waiting[0];
      try {
        settle(tap, await send(tap));
      } catch {
        for (const one of waiting) show(one.name, one.state, form.dataset.noSignal);
        tell(form.dataset.unsent);
        timer = setTimeout(work, EVERY);
        break;
      }
    }
    isSending = false;
    count();
  };

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "mark") return;
    event.preventDefault();
    if (form.classList.contains("is-refused")) return location.reload();
    const name = button.closest("[data-ref]");
    const state = button.value.split(" ")[1].replace("undo", "none");
    waiting.push({ name, state, mark: button.value, key: newKey() });
    show(name, state, form.dataset.sending);
    count();
    work();
  });
  addEventListener("online", work);
  addEventListener("beforeunload", (event) => waiting.length && event.preventDefault());
  // "Back" shows this page as it was: ask the server how the roll stands.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
