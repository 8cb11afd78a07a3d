// Send an answer again until it arrives, and only then go on as without this. The server knows a
// repeat by its number: what arrives twice counts once.
const EVERY = 4000;
const PATIENCE = 15000;

export default function (form) {
  const status = form.querySelector(".waiting");
  const button = form.querySelector("button[type=submit]");
  let body = null;
  let timer = 0;

  const send = async () => {
    clearTimeout(timer);
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      await fetch(form.action, { method: "POST", body, redirect: "manual", signal });
      form.submit();
    } catch {
      status.textContent = form.dataset.waiting;
      status.hidden = false;
      timer = setTimeout(send, EVERY);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (body) return;
    body = new URLSearchParams(new FormData(form));
    button.setAttribute("aria-disabled", "true");
    send();
  });
  // Another choice while it waits is sent instead of the first.
  form.addEventListener("input", () => {
    if (body) body = new URLSearchParams(new FormData(form));
  });
  addEventListener("online", () => body && send());
  addEventListener("pageshow", () => (body = null));
}
