// Answers of the register on the phone, drawn from the kept page's templates. The register's day
// stands in each of them.

import { day } from "../offline/day.js";
import { showLicence } from "./licences.js";

// Which band says that there is no agency of this name.
function nothing(near) {
  if (near.some(({ formerly }) => formerly)) return "renamed";
  return near.length ? "near" : "not-registered";
}

// So many names are drawn in one step.
const AT_ONCE = 2;

// What stands over the agencies that are near.
const heading = (near) => (near.every(({ formerly }) => formerly) ? "renamed" : "others");

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class Show {
  constructor(page, { issued, agencies, missing }) {
    this.page = page;
    this.issued = issued;
    this.agencies = agencies;
    this.missing = missing;
    this.inBangla = document.documentElement.lang === "bn";
    this.parts = new Map();
    this.frame = null;
  }

  part(selector) {
    let found = this.parts.get(selector);
    if (!found) {
      const { content } = this.page.querySelector(`template${selector}`);
      found = document.importNode(content, true);
      this.parts.set(selector, found);
    }
    return found.cloneNode(true);
  }

  // Put the answers to what was typed into a place, step by step: what matters most comes first, and
  // the next key need not wait for the rest. From key to key mostly the names change alone: a band
  // and a heading that are there stay, for to lay them out takes longer than to search.
  *found(where, matches) {
    const same = matches.filter((match) => match.isSame);
    const near = matches.filter((match) => !match.isSame);
    const frame = same.length ? null : `${nothing(near)} ${heading(near)}`;
    if (!frame || frame !== this.frame) {
      this.frame = null;
      const bands = same.length ? same.map((match) => this.same(match)) : [this.band(nothing(near), null)];
      where.replaceChildren(...bands);
      if (!near.length) return;
      yield;
      where.append(this.part(`[data-near="${heading(near)}"]`));
      this.frame = frame;
    }
    const list = where.querySelector(".matches");
    while (list.children.length > near.length) list.lastElementChild.remove();
    for (const [at, match] of near.entries()) {
      if (at && at % AT_ONCE === 0) yield;
      this.put(list, at, match);
    }
  }

  clear(where) {
    where.replaceChildren();
    this.frame = null;
  }

  same({ place, by }) {
    const part = this.part("[data-same]");
    const link = part.querySelector("h2 a");
    [link.textContent] = this.names(place);
    for (const each of part.querySelectorAll("a")) each.href = this.address(place);
    part.querySelector("[data-band]").replaceWith(this.verdict(place, by));
    return part;
  }

  // A line that is there already for such a verdict gets other words: a new one takes longer.
  put(list, at, match) {
    const { verdict } = match.by;
    let line = list.children[at];
    if (line?.dataset.verdict !== verdict) {
      const fresh = this.part(`[data-match="${verdict}"]`).querySelector(".match");
      fresh.dataset.verdict = verdict;
      if (line) line.replaceWith(fresh);
      else list.append(fresh);
      line = fresh;
    }
    this.near(line, match);
  }

  near(line, { place, differences, formerly }) {
    const link = line.querySelector(".match-name");
    const [name, other] = this.names(place);
    link.href = this.address(place);
    link.replaceChildren(...(other ? [`${name} `, this.other(other)] : [name]));
    line.querySelector(".match-licence").textContent = this.licence(place);
    for (const told of line.querySelectorAll(".match-differs")) told.remove();
    line.append(...(formerly ? [this.differs({ formerly })] : differences.map(this.differ, this)));
  }

  differ([typed, registered]) {
    return this.differs(Object.fromEntries(
      Object.entries({ typed, registered }).filter(([, text]) => text)));
  }

  // A sentence with words in it.
  differs(words) {
    const part = this.part(`[data-differs="${Object.keys(words).join(" ")}"]`);
    for (const [name, text] of Object.entries(words)) {
      part.querySelector(`[data-word=${name}]`).textContent = text;
    }
    return part;
  }

  // The band of an agency. An old register says what was so, and never that somebody is licensed.
  verdict(place, { verdict, then, isOld }) {
    const isPast = isOld && verdict === "unknown" && then !== "unknown";
    const band = this.band(isPast ? "past" : verdict, place);
    const word = band.querySelector("[data-then]");
    if (word) word.textContent = this.word("then", then);
    return band;
  }

  band(name, place) {
    const part = this.part(`[data-verdict="${name}"]`);
    for (const time of part.querySelectorAll("time")) {
      time.dateTime = new Date(this.issued).toISOString();
      time.textContent = day(this.issued);
    }
    const licence = part.querySelector("[data-licence]");
    if (place === null) licence.remove();
    else licence.textContent = this.licence(place);
    return part;
  }

  // The page of an agency in the place of the search.
  agency(place, by) {
    const part = this.part("[data-agency]");
    const [name, other] = this.names(place);
    const title = document.createElement("h1");
    title.textContent = name;
    part.prepend(title);
    part.querySelector(".licence").append(this.licence(place));
    if (other) part.querySelector(".licence").append(" · ", this.other(other));
    part.querySelector("[data-band]").replaceWith(this.verdict(place, by));
    part.querySelector("[data-missing]").hidden = !this.missing.has(place);
    this.facts(part, place);
    const statuses = this.agencies.statuses[place];
    part.querySelector("[data-no-status]").hidden = statuses.length > 0;
    part.querySelector("[data-statuses]").append(...statuses.map((one) => this.status(one)));
    document.title = `${name} - ${document.title.split(" - ").pop()}`;
    document.querySelector("[data-search]").hidden = true;
    document.querySelector("[data-agency-here]").replaceChildren(part);
  }

  facts(part, place) {
    const { address, phone, source, source_date: dated, past_names: past } = this.agencies;
    const said = {
      address: address[place],
      phone: phone[place],
      past: past[place].join(", "),
      source: [source[place], this.day(dated[place])].filter(Boolean).join(", "),
    };
    for (const [name, text] of Object.entries(said)) {
      const row = part.querySelector(`[data-fact=${name}]`);
      row.textContent = text ?? "";
      row.parentElement.hidden = !text;
    }
  }

  status([word, from, to]) {
    const row = document.createElement("li");
    const last = to ? this.day(to) : this.word("open", "open");
    row.textContent = `${this.word("status", word)}: ${this.day(from)} – ${last}`;
    return row;
  }

  word(kind, name) {
    return this.page.querySelector(`template[data-${kind}="${name}"]`).content.textContent;
  }

  day(text) {
    return DAY.test(text) ? day(Date.parse(text)) : "";
  }

  // The name in the language of the page, and the other one.
  names(place) {
    const { name, name_bn: bangla } = this.agencies;
    if (!bangla[place]) return [name[place], null];
    return this.inBangla ? [bangla[place], name[place]] : [name[place], bangla[place]];
  }

  other(text) {
    const part = document.createElement("span");
    part.lang = this.inBangla ? "en" : "bn";
    part.textContent = text;
    return part;
  }

  licence(place) {
    return showLicence(this.agencies.rl_no[place]);
  }

  address(place) {
    return `/agencies/${this.licence(place)}`;
  }
}
