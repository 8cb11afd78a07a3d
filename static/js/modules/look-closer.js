// Open a picture over the page, where it can be turned and made larger; without this a link opens it.
const STEP = 1.5;

export default function (list) {
  if (!window.HTMLDialogElement) return;
  const dialog = document.createElement("dialog");
  dialog.className = "closer";
  const bar = document.createElement("div");
  bar.className = "actions";
  const view = document.createElement("div");
  view.className = "closer-view";
  const image = document.createElement("img");
  image.alt = "";
  view.append(image);
  dialog.append(bar, view);
  let turned = 0;
  let size = 1;

  const draw = () => {
    image.style.transform = `rotate(${turned}deg)`;
    image.style.inlineSize = `${size * 100}%`;
  };
  const add = (text, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.textContent = text;
    button.addEventListener("click", act);
    bar.append(button);
  };
  add(list.dataset.turn, () => ((turned = (turned + 90) % 360), draw()));
  add(list.dataset.larger, () => ((size = Math.min(size * STEP, 8)), draw()));
  add(list.dataset.smaller, () => ((size = Math.max(size / STEP, 0.3)), draw()));
  add(list.dataset.close, () => dialog.close());
  document.body.append(dialog);

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    image.src = link.href;
    turned = 0;
    size = 1;
    draw();
    dialog.showModal();
  });
  dialog.addEventListener("close", () => image.removeAttribute("src"));
}
