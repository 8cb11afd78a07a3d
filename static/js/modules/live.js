// Ask the server while somebody types, and show its answer: data-live="address". What it answers is
// the whole page; of that only the parts marked with data-live-part are taken over.
const PAUSE = 600;

const pageOf = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

const takeOver = (part, fresh) => {
  if (part.tagName !== "IFRAME") {
    if (part.innerHTML !== fresh.innerHTML) part.innerHTML = fresh.innerHTML;
    return;
  }
  if (part.srcdoc === fresh.srcdoc) return;
  // Whoever reads in the middle of the preview stays there.
  const top = part.contentWindow.scrollY;
  part.addEventListener("load", () => part.contentWindow.scrollTo(0, top), { once: true });
  part.srcdoc = fresh.srcdoc;
};

export default function (form) {
  // Shown when the session has ended: nothing is sent then, or the words would be lost.
  const lost = form.querySelector("[data-live-lost]");
  let timer = 0;
  let asking = null;

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const body = new FormData(form);
      const answer = await fetch(form.dataset.live, { method: "POST", body, signal: asking.signal });
      if (answer.redirected) lost.hidden = false;
      if (answer.redirected || !answer.ok) return;
      const page = await pageOf(answer);
      for (const part of document.querySelectorAll("[data-live-part]")) {
        const fresh = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
        if (fresh) takeOver(part, fresh);
      }
    } catch {
      // No signal, or newer words are on their way: the next pause asks again.
    }
  };

  // Whoever has signed in again in another window gets a new token for the old words.
  const goOn = async () => {
    if (lost.hidden) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const token = (await pageOf(answer)).querySelector("main [name=csrf_token]");
    form.elements.csrf_token.value = token.value;
    lost.hidden = true;
    ask();
  };

  form.querySelectorAll("[data-live-instead]").forEach((button) => (button.hidden = true));
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(lost.hidden ? ask : goOn, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (lost.hidden) return;
    event.preventDefault();
    lost.scrollIntoView({ block: "center" });
  });
  addEventListener("focus", goOn);
}
