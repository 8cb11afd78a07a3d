// Show one preview at a time: that of the language in which somebody writes, or of the button.
export default function (phones) {
  const choice = phones.querySelector(".phone-choice");
  const buttons = [...choice.querySelectorAll("[data-shows]")];

  const show = (language) => {
    for (const phone of phones.querySelectorAll(".phone")) {
      phone.hidden = phone.dataset.language !== language;
    }
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.shows === language));
    }
  };

  choice.hidden = false;
  choice.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shows]");
    if (button) show(button.dataset.shows);
  });
  document.addEventListener("focusin", (event) => {
    const words = event.target.closest(".tongue[data-language]");
    if (words) show(words.dataset.language);
  });
  show(buttons[0].dataset.shows);
}
