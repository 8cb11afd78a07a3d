// Select the whole of a field as soon as somebody comes to it, ready to be copied.
export default function (field) {
  field.addEventListener("focus", () => field.select());
}
