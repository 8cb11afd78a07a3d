// The page of a certificate and the digits of its QR: their signature and number are checked, and
// only then is it offered to compare the passport.

import { atHand } from "./at-hand.js";
import { toHex } from "./bytes.js";
import { holderCheck } from "./holder.js";
import { judge, listNumber } from "./verdict.js";

const KEEPS_THE_ANSWER = ["genuine", "status-old"];

export async function checkPage(section, digits) {
  const text = `${location.origin}/C/${section.dataset.number}#${digits}`;
  const files = await atHand(listNumber(text)).catch(() => null);
  if (!files) return;
  const answer = await judge(text, files.keys, files.lists, Date.now());
  const reason = await doubt(answer, section.dataset);
  document.getElementById("number-only").hidden = true;
  if (reason) {
    stop(section, answer, reason);
    return;
  }
  mark(section, "signature", "good");
  if (answer.claims.holderCheck) offerHolderCheck(section, answer.claims.holderCheck);
}

// Why the page's answer cannot stand, or null.
async function doubt(answer, { verdict, message }) {
  if (!answer.claims) return answer.reason;
  const read = await crypto.subtle.digest("SHA-256", answer.code.message);
  if (answer.verdict === "not-ours") return answer.reason;
  if (message && toHex(new Uint8Array(read)) !== message) return "message-differs";
  return KEEPS_THE_ANSWER.includes(answer.verdict) || answer.verdict === verdict
    ? null
    : answer.reason;
}

function stop(section, answer, reason) {
  const band = section.querySelector("template").content.firstElementChild.cloneNode(true);
  band.querySelector("code").textContent = reason;
  band.setAttribute("role", "alert");
  document.querySelector("main > .verdict").replaceWith(band);
  mark(section, "signature", answer.signature ? "good" : "stop");
  mark(section, "issuer", "stop");
  section.querySelector("[data-check=status]").hidden = true;
  scrollTo(0, 0);
}

// Show one word of a check, and its mark.
function mark(section, check, kind) {
  const line = section.querySelector(`[data-check=${check}]`);
  for (const word of line.querySelectorAll(".paper-word")) word.hidden = word.dataset.says !== kind;
  const use = line.querySelector("use");
  const href = use.getAttribute("href").split("#")[0];
  use.setAttribute("href", `${href}#${kind === "good" ? "check" : "stop"}`);
}

function offerHolderCheck(section, wanted) {
  const part = section.querySelector(".paper-holder");
  const [passport, born] = part.querySelectorAll("input");
  part.hidden = false;
  part.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!passport.value || !born.value) return;
    const found = await holderCheck(passport.value, born.value);
    const kind = toHex(found) === toHex(wanted) ? "good" : "stop";
    for (const one of part.querySelectorAll("[data-says]")) one.hidden = one.dataset.says !== kind;
  });
}
