// Ask the server while somebody types, and show its answer: data-live="address". What it answers is
// the whole page; of that only the parts marked with data-live-part are taken over.
const PAUSE = 600;

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
  let timer = 0;
  let asking = null;

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const body = new FormData(form);
      const answer = await fetch(form.dataset.live, { method: "POST", body, signal: asking.signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live-part]")) {
        const fresh = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
        if (fresh) takeOver(part, fresh);
      }
    } catch {
      // No signal, or newer words are on their way: the next pause asks again.
    }
  };

  form.querySelectorAll("[data-live-instead]").forEach((button) => (button.hidden = true));
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
