// Show only the names that have the typed letters, or the seat that has the typed number.
const LATIN = { "০": 0, "১": 1, "২": 2, "৩": 3, "৪": 4, "৫": 5, "৬": 6, "৭": 7, "৮": 8, "৯": 9 };
const plain = (text) =>
  text.normalize("NFKC").toLowerCase().replace(/[০-৯]/g, (digit) => LATIN[digit]).trim();

export default function (form) {
  const input = form.querySelector("input");
  input.addEventListener("input", () => {
    const wanted = plain(input.value);
    for (const name of document.querySelectorAll(".names li")) {
      const seat = plain(name.querySelector(".seat-number").textContent);
      const text = plain(name.textContent).replace(seat, "");
      name.hidden = /^\d+$/.test(wanted) ? seat !== wanted : !text.includes(wanted);
    }
  });
}
