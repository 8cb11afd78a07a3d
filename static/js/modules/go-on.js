// Check a long list step by step, and show how far it is. Without this, or when the connection is
// lost for long, the form's own button does all that is left at once.
const TRIES = 5;
const PAUSE = 2000;

const rest = (time) => new Promise((done) => setTimeout(done, time));

export default async function (form) {
  const bar = form.querySelector("progress");
  const said = form.querySelector("[data-done]");
  const button = form.querySelector("button");
  const number = new Intl.NumberFormat(document.documentElement.lang === "bn" ? "bn-BD" : "en", {
    useGrouping: false,
  });

  const step = async () => {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  button.hidden = true;
  let failed = 0;
  while (bar.value < bar.max && failed < TRIES) {
    try {
      const { done } = await step();
      bar.value = done;
      said.textContent = number.format(done);
      failed = 0;
    } catch {
      failed += 1;
      await rest(PAUSE);
    }
  }
  if (bar.value < bar.max) button.hidden = false;
  else location.replace(location.href);
}
