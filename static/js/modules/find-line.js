// A link to a text with data-line puts the cursor on that line.
export default function (form) {
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    const area = link && document.getElementById(link.hash.slice(1));
    if (!area) return;
    event.preventDefault();
    const lines = area.value.split("\n");
    const line = Math.min(Number(link.dataset.line), lines.length) - 1;
    const from = lines.slice(0, line).join("\n").length + (line ? 1 : 0);
    area.focus();
    area.setSelectionRange(from, from + lines[line].length);
    area.scrollTop = (area.scrollHeight / lines.length) * Math.max(0, line - 3);
  });
}
