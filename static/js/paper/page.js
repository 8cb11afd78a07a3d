// The page of a certificate and the digits of its QR: their signature and number are checked, and
// only then is it offered to compare the passport.

import { atHand } from "./at-hand.js";
import { toHex } from "./bytes.js";
import { offerHolderCheck } from "./holder-form.js";
import { mark } from "./mark.js";
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
  const { holderCheck } = answer.claims;
  if (holderCheck) offerHolderCheck(section.querySelector(".paper-holder"), holderCheck);
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
