// Show a button that prints the page.
export default function (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
