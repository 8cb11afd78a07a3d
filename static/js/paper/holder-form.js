// The form that compares passport and birth date with what the QR says; nothing leaves the phone.

import { toHex } from "./bytes.js";
import { holderCheck } from "./holder.js";

export function offerHolderCheck(part, wanted) {
  const [passport, born] = part.querySelectorAll("input");
  const says = (kind) => {
    for (const one of part.querySelectorAll("[data-says]")) one.hidden = one.dataset.says !== kind;
  };
  part.hidden = false;
  part.addEventListener("input", () => says(""));
  part.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!passport.value || !born.value) return;
    const found = await holderCheck(passport.value, born.value);
    says(toHex(found) === toHex(wanted) ? "good" : "stop");
  });
}
