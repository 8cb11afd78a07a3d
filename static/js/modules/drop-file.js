// Let a file be dragged onto the field instead of being chosen.
export default function (zone) {
  const input = zone.querySelector("input[type=file]");
  const told = zone.querySelector("[data-told]");
  const marked = (on) => zone.classList.toggle("drop-over", on);
  told.hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      marked(true);
    });
  }
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) marked(false);
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    marked(false);
    if (event.dataTransfer.files.length !== 1) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => {
    if (input.files.length) told.textContent = input.files[0].name;
  });
}
