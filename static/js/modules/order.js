// Put lines in order by moving them; each keeps the select that is sent without this.
const button = (name, word, words, icon) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-quiet order-move";
  made.dataset.move = name;
  made.setAttribute("aria-label", `${word}: ${words}`);
  made.append(icon.content.cloneNode(true), word);
  return made;
};

export default function (list) {
  const lines = () => [...list.querySelectorAll(".order-line")];
  const words = (line) => line.querySelector(".order-words").textContent.trim();
  const question = list.parentElement;
  const status = question.querySelector(".order-told");
  const icon = question.querySelector(".order-icon");
  const buttons = (line) => [...line.querySelectorAll(".order-move")];

  const number = () => {
    lines().forEach((line, place, all) => {
      const select = line.querySelector("select");
      select.selectedIndex = place + 1;
      line.querySelector(".order-number").textContent = select.selectedOptions[0].text;
      const [up, down] = buttons(line);
      up.disabled = place === 0;
      down.disabled = place === all.length - 1;
    });
  };

  const move = (line, way) => {
    const other = way === "up" ? line.previousElementSibling : line.nextElementSibling;
    if (!other) return;
    const pressed = document.activeElement;
    if (way === "up") other.before(line);
    else other.after(line);
    number();
    const still = pressed.disabled ? buttons(line).find((one) => !one.disabled) : pressed;
    still.focus();
    line.scrollIntoView({ block: "nearest" });
    status.textContent = `${words(line)}: ${line.querySelector(".order-number").textContent}`;
    list.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const line of lines()) {
    const select = line.querySelector("select");
    select.hidden = true;
    const place = document.createElement("span");
    place.className = "order-number";
    place.setAttribute("aria-hidden", "true");
    select.before(place);
    const moves = document.createElement("span");
    moves.className = "order-moves";
    for (const way of ["up", "down"]) moves.append(button(way, list.dataset[way], words(line), icon));
    line.append(moves);
    moves.addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-move]");
      if (pressed) move(line, pressed.dataset.move);
    });
    moves.addEventListener("keydown", (event) => {
      const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      if (!way) return;
      event.preventDefault();
      move(line, way);
    });
  }
  question.querySelector(".hint").textContent = list.dataset.hint;
  number();
}
