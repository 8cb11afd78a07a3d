// A line of "What was checked": shows one of its words (good, stop, unknown), and that word's icon.

const ICONS = { good: "check", stop: "stop", unknown: "info" };

export function mark(section, check, kind) {
  const line = section.querySelector(`[data-check=${check}]`);
  for (const word of line.querySelectorAll(".paper-word")) word.hidden = word.dataset.says !== kind;
  const use = line.querySelector("use");
  use.setAttribute("href", `${use.getAttribute("href").split("#")[0]}#${ICONS[kind]}`);
}
