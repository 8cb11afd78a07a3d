// The answer on a QR, drawn from the page's templates: the band, what to compare, what was checked.

import { mark } from "../paper/mark.js";
import { offerHolderCheck } from "../paper/holder-form.js";

const FACTS = ["name", "last3", "subject", "level", "issuedOn", "expiresOn", "place", "number"];
const LOCALES = { bn: "bn-BD", en: "en-GB", ar: "ar-u-nu-arab" };

const part = (page, name) =>
  page.querySelector(`template[${name}]`).content.cloneNode(true).firstElementChild;

// What an answer on a text shows, from top to bottom.
export function drawn(page, text, answer, files) {
  const band = part(page, `data-verdict="${answer.verdict}"`);
  const body = part(page, "data-answer");
  const knows = Boolean(answer.claims && answer.signature);
  if (answer.reason !== answer.verdict) show(band.querySelector("[data-reason]"), answer.reason);
  if (knows) showLevel(page, band, answer.claims.assurance);
  showDates(band, files);
  if (knows) showFacts(page, band, body, answer.claims);
  for (const check of ["signature", "status", "issuer"]) mark(body, check, kindOf(answer[check]));
  body.querySelector("[data-check=status] [data-says=stop]").textContent =
    band.querySelector(".verdict-word").textContent;
  if (knows && answer.claims.holderCheck) {
    offerHolderCheck(body.querySelector(".paper-holder"), answer.claims.holderCheck);
  }
  lead(page, text, answer, body);
  return { foreign: warning(page, answer.code?.host ?? hostIn(text)), band, body };
}

// A code may be ours under an address that is not: whoever opened it would be led astray.
function warning(page, host) {
  if (!host || host === page.dataset.host) return null;
  const found = part(page, "data-foreign");
  found.querySelector("[data-other]").textContent = host;
  return found;
}

// Where any other code would lead, as browsers understand it.
function hostIn(text) {
  try {
    const { protocol, host } = new URL(text.trim());
    return /^https?:$/.test(protocol) ? host : null;
  } catch {
    return null;
  }
}

const kindOf = (found) => ({ true: "good", false: "stop" })[found] ?? "unknown";

function show(line, reason) {
  line.hidden = false;
  line.querySelector("code").textContent = reason;
}

function showLevel(page, band, assurance) {
  const level = page.querySelector(`template[data-assurance="${assurance}"]`);
  band.querySelector("[data-level]").append(level.content.cloneNode(true));
}

function showFacts(page, band, body, claims) {
  const [slug] = claims.subject.split(" ");
  const course = page.querySelector(`template[data-course="${slug}"]`);
  const said = {
    ...claims,
    subject: course?.content.textContent ?? claims.subject,
    level: band.querySelector(".verdict-level").textContent,
    issuedOn: day(Date.parse(claims.issuedOn)),
    expiresOn: claims.expiresOn && day(Date.parse(claims.expiresOn)),
  };
  body.querySelector("[data-compare]").hidden = false;
  for (const fact of FACTS) {
    const place = body.querySelector(`[data-fact=${fact}]`);
    place.textContent = said[fact] ?? "";
    place.parentElement.hidden = said[fact] === null;
  }
}

// Where our own portal says or hears more; never the address in the code. What goes along behind
// the # stays in the browser until somebody sends it.
function lead(page, text, { code, signature }, body) {
  const link = body.querySelector("[data-online]");
  link.hidden = !code;
  if (code) link.href = `/C/${code.number}`;
  const isOurs = signature && code.host === page.dataset.host;
  body.querySelector("[data-report]").href = isOurs
    ? `/C/${code.number}/report#${text.trim().split("#")[1]}`
    : `/check/report#${encodeURIComponent(text)}`;
}

// Of when the keys and lists are; of the lists the oldest counts.
export function showDates(element, files) {
  const lists = [...files.lists.values()].map((list) => list.signedAt);
  const dates = { keys: files.keys.issued, lists: Math.min(...lists) };
  for (const time of element.querySelectorAll("time[data-date]")) {
    const date = dates[time.dataset.date];
    const isKnown = Number.isFinite(date);
    time.textContent = isKnown ? day(date) : "–";
    if (isKnown) time.dateTime = new Date(date).toISOString();
  }
}

// Written as the portal writes a day: 27 November 2026.
function day(at) {
  const form = { day: "numeric", month: "long", year: "numeric", timeZone: "Asia/Dhaka" };
  const written = new Intl.DateTimeFormat(LOCALES[document.documentElement.lang], form);
  const parts = Object.fromEntries(written.formatToParts(at).map((one) => [one.type, one.value]));
  return `${parts.day} ${parts.month} ${parts.year}`;
}
