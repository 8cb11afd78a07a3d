// The answer on a QR, drawn from the page's templates: the band, what to compare, what was checked.

import { mark } from "../paper/mark.js";
import { day } from "../offline/day.js";
import { offerHolderCheck } from "../paper/holder-form.js";

const FACTS = [
  ...["name", "last3", "subject", "destination", "level", "issuedOn", "expiresOn", "place"],
  ...["office", "number"],
];

const part = (page, name) =>
  page.querySelector(`template[${name}]`).content.cloneNode(true).firstElementChild;

// What an answer on a text shows, from top to bottom.
export function drawn(page, text, answer, files) {
  const band = bandOf(page, answer);
  const body = part(page, "data-answer");
  const knows = Boolean(answer.claims && answer.signature);
  if (answer.reason !== answer.verdict) show(band.querySelector("[data-reason]"), answer.reason);
  if (knows && !isSlip(answer)) showLevel(page, band, answer.claims.assurance);
  showDates(band, files);
  if (knows) showFacts(body, isSlip(answer) ? ofSlip(answer.claims) : ofCourse(page, band, answer.claims));
  for (const check of ["signature", "status", "issuer"]) mark(body, check, kindOf(answer[check]));
  body.querySelector("[data-check=status] [data-says=stop]").textContent =
    band.querySelector(".verdict-word").textContent;
  if (knows && answer.claims.holderCheck) {
    offerHolderCheck(body.querySelector(".paper-holder"), answer.claims.holderCheck);
  }
  lead(page, text, answer, body);
  return { foreign: warning(page, answer.code?.host ?? hostIn(text)), band, body };
}

const isSlip = (answer) => answer.purpose === "slip";

// The band of a verdict: a slip has words of its own where it is not like every paper.
function bandOf(page, answer) {
  const name = `data-verdict="${answer.verdict}"`;
  const own = `${name}][data-kind="${answer.purpose ?? "certificate"}"`;
  const has = page.querySelector(`template[${own}]`);
  return part(page, has ? own : name);
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

function ofCourse(page, band, claims) {
  const [slug] = claims.subject.split(" ");
  const course = page.querySelector(`template[data-course="${slug}"]`);
  return {
    ...claims,
    subject: course?.content.textContent ?? claims.subject,
    level: band.querySelector(".verdict-level").textContent,
  };
}

const ofSlip = (claims) => ({
  ...claims,
  subject: null,
  destination: country(claims.subject),
  place: null,
  office: claims.place,
});

// The name of a country, or its two letters where the browser has none.
function country(code) {
  try {
    return new Intl.DisplayNames(document.documentElement.lang, { type: "region" }).of(code);
  } catch {
    return code;
  }
}

function showFacts(body, claims) {
  const said = {
    ...claims,
    issuedOn: day(Date.parse(claims.issuedOn)),
    expiresOn: claims.expiresOn && day(Date.parse(claims.expiresOn)),
  };
  body.querySelector("[data-compare]").hidden = false;
  for (const fact of FACTS) {
    const place = body.querySelector(`[data-fact=${fact}]`);
    place.textContent = said[fact] ?? "";
    place.parentElement.hidden = (said[fact] ?? null) === null;
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
