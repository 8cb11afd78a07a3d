// The search among agencies on the phone: the twin of visa_check/queries/search.py. Which agencies
// share runs of letters with a name is written down once, some agencies at a time.

import { differences } from "./differences.js";
import { licenceReader } from "./licences.js";
import { Names, isSame } from "./names.js";

// Runs of letters and runs of sounds stand in one list; those of sounds in capitals.
const RUNS = {
  letters: (name) => [...name.own],
  sounds: (name) => Array.from(name.sounds, (run) => run.toUpperCase()),
};

// Agencies written down at once: the page can be used meanwhile.
const LOT = 20;

// The places that stand in most of the lists, then the first ones.
function mostShared(lists, length, most) {
  const counts = new Uint16Array(length);
  for (const list of lists) for (const place of list) counts[place] += 1;
  const byCount = [];
  counts.forEach((count, place) => {
    if (!count) return;
    byCount[count] ??= [];
    if (byCount[count].length < most) byCount[count].push(place);
  });
  return byCount.reverse().flat().slice(0, most);
}

export class Search {
  constructor({ rules, agencies }) {
    this.rules = rules;
    this.agencies = agencies;
    this.names = new Names(rules);
    this.readLicence = licenceReader(rules);
    this.placeOf = new Map(agencies.rl_no.map((number, place) => [number, place]));
    const numbers = agencies.rl_no;
    this.byNumbers = [...numbers.keys()].sort((one, other) => numbers[one] - numbers[other]);
    this.runs = new Map();
    this.read = [];
  }

  // Write all agencies down; `pause` gives a promise, so that others can work in between.
  async prepare(pause) {
    while (this.read.length < this.agencies.name.length) {
      this.writeDown(LOT);
      await pause();
    }
    return this;
  }

  writeDown(most) {
    const last = Math.min(this.read.length + most, this.agencies.name.length);
    for (let place = this.read.length; place < last; place += 1) {
      const texts = [this.agencies.name[place], this.agencies.name_bn[place]];
      const known = texts.filter(Boolean).map((text) => this.names.read(text));
      const past = this.agencies.past_names[place].map((text) => this.names.read(text));
      const all = [...known, ...past];
      const found = all.flatMap((name) => [...RUNS.letters(name), ...RUNS.sounds(name)]);
      for (const run of new Set(found)) this.note(run, place);
      this.read.push({ known, past, key: known.map((name) => name.key).join(" | ") });
    }
  }

  note(run, place) {
    const places = this.runs.get(run);
    if (places) places.push(place);
    else this.runs.set(run, [place]);
  }

  // Agencies whose licence number or name a text means, the best first.
  search(text) {
    const number = this.readLicence(text);
    if (number) return this.byNumber(number);
    const asked = this.names.read(text);
    return asked.key ? this.byName(text, asked) : [];
  }

  byNumber(number) {
    const place = this.placeOf.get(number);
    return place === undefined ? [] : [{ place, isSame: true, score: 1, formerly: null, differences: [] }];
  }

  byName(text, asked) {
    const { shown, listed } = this.rules;
    let found = asked.isCommon ? [] : this.near(asked);
    if (!found.length) found = this.held(asked);
    const numbers = this.agencies.rl_no;
    found.sort((one, other) =>
      other.score - one.score || numbers[one.place] - numbers[other.place]);
    return found
      .slice(0, asked.isCommon ? listed : shown)
      .map((one) => this.told(text, asked, one));
  }

  near(asked) {
    const { near, really_near: reallyNear, candidates } = this.rules;
    const found = new Map();
    for (const kind of asked.wasBangla ? ["sounds", "letters"] : ["letters", "sounds"]) {
      const lists = RUNS[kind](asked).map((run) => this.runs.get(run) ?? []);
      for (const place of mostShared(lists, this.read.length, candidates)) {
        if (!found.has(place)) found.set(place, this.scored(asked, place));
      }
      if ([...found.values()].some((one) => one.score >= reallyNear)) break;
    }
    return [...found.values()].filter((one) => one.score >= near);
  }

  // Agencies that hold the text as it stands, the first ones by their numbers.
  held(asked) {
    const found = [];
    for (const place of this.byNumbers) {
      if (this.read[place].key.includes(asked.key)) found.push(this.scored(asked, place));
      if (found.length === this.rules.listed) break;
    }
    return found;
  }

  scored(asked, place) {
    const { known, past } = this.read[place];
    const scores = known.map((name) => this.names.score(asked, name));
    if (past.some((name) => isSame(asked, name))) scores.push(this.rules.formerly);
    return { place, score: Math.max(...scores) };
  }

  // What differs is told against the name in the script typed; an earlier name is told as such.
  told(text, asked, { place, score }) {
    const { known, past } = this.read[place];
    const same = known.some((name) => isSame(asked, name));
    const before = same ? -1 : past.findIndex((name) => isSame(asked, name));
    const formerly = this.agencies.past_names[place][before] ?? null;
    const { name, name_bn: bangla } = this.agencies;
    const beside = asked.wasBangla && bangla[place] ? bangla[place] : name[place];
    const differ = same || formerly ? [] : differences(text, beside);
    return { place, score, isSame: same, formerly, differences: differ };
  }
}
