// On the page of a certificate: read the QR's digits behind the #, which never leave this phone,
// check their signature and their number, and only then offer to compare the passport.

import { atHand } from "../paper/at-hand.js";
import { toHex } from "../paper/bytes.js";
import { holderCheck } from "../paper/holder.js";
import { judge, listNumber } from "../paper/verdict.js";

const KEEPS_THE_ANSWER = ["genuine", "status-old"];

export default async function (section) {
  addEventListener("hashchange", () => location.reload());
  const digits = location.hash.slice(1);
  if (!digits) return;
  const text = `${location.origin}/C/${section.dataset.number}#${digits}`;
  const files = await atHand(listNumber(text)).catch(() => null);
  if (!files) return;
  const answer = await judge(text, files.keys, files.lists, Date.now());
  const reason = await doubt(answer, section.dataset);
  section.querySelector("[data-check=number-only]").hidden = true;
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
