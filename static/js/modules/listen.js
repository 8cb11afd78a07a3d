// Read a lesson aloud, where the phone has a voice for its language.
export default function (lesson) {
  const button = lesson.querySelector("[data-listen]");
  const synthesis = window.speechSynthesis;
  const language = document.documentElement.lang;
  if (!button || !synthesis) return;

  const label = button.querySelector("span");
  let speaking = false;

  const voice = () =>
    synthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));

  const show = () => (button.hidden = !voice());

  const rest = () => {
    speaking = false;
    label.textContent = button.dataset.listen;
  };

  // Long texts stop half-way on some phones, so each sentence is said by itself.
  const sentences = () =>
    [...lesson.querySelectorAll("h1, .lesson-text :is(h2, h3, p, li, td, th), .remember span")]
      .filter((part) => !part.querySelector("p, li"))
      .flatMap((part) => part.textContent.split(/(?<=[.!?।])\s+/u))
      .filter((text) => text.trim());

  const speak = () => {
    const texts = sentences();
    texts.forEach((text, place) => {
      const said = new SpeechSynthesisUtterance(text);
      said.voice = voice();
      said.lang = said.voice.lang;
      said.rate = 0.9;
      if (place === texts.length - 1) said.onend = rest;
      synthesis.speak(said);
    });
    speaking = true;
    label.textContent = button.dataset.stop;
  };

  button.addEventListener("click", () => {
    synthesis.cancel();
    if (speaking) rest();
    else speak();
  });
  synthesis.addEventListener?.("voiceschanged", show);
  addEventListener("pagehide", () => synthesis.cancel());
  show();
}
