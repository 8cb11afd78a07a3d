// Names of agencies, ready to be compared: the twin of visa_check/matching.py. Every word, letter,
// pattern and number of it comes with the register (visa_check/rules.py).

import { inOneForm, latinDigits } from "./typed.js";

const patterns = (table) => table.map(([pattern, to]) => [new RegExp(pattern, "g"), to]);
const written = (text, table) => table.reduce((so, [from, to]) => so.replace(from, to), text);
const wordsOf = (text) => text.split(" ").filter(Boolean);

// The runs of three letters in words, begins and ends marked.
export function runsOf(words) {
  const found = new Set();
  for (const word of words) {
    const marked = `^${word}$`;
    for (let place = 0; place < Math.max(1, marked.length - 2); place += 1) {
      found.add(marked.slice(place, place + 3));
    }
  }
  return found;
}

// Dice's measure over two sets of runs.
function alike(one, other) {
  if (!one.size || !other.size) return 0;
  let both = 0;
  for (const run of one) if (other.has(run)) both += 1;
  return (2 * both) / (one.size + other.size);
}

export class Names {
  constructor(rules) {
    this.rules = rules;
    this.common = new Set(rules.common);
    this.leftOut = new Set(rules.left_out);
    const tables = ["spellings", "numbers", "letters", "latin", "dotted"];
    for (const name of tables) this[name] = new Map(Object.entries(rules[name]));
    for (const name of ["sounds", "cleaning", "joined"]) this[name] = patterns(rules[name]);
    this.marks = new RegExp(rules.marks, "g");
    this.bangla = new RegExp(rules.bangla);
    this.dottedLetter = new RegExp([...this.dotted.keys()].join("|"), "g");
    const long = rules.common.filter((word) => word.length > rules.long);
    this.longCommon = long.map((word) => runsOf([word]));
    this.soundsOf = new Map();
    this.commonSounds = new Set(long.map((word) => this.sound(word)));
    this.isCommonOf = new Map();
  }

  // A written name as it is compared.
  read(text) {
    const clean = written(inOneForm(text, this.rules.longest), this.cleaning);
    const bare = wordsOf(latinDigits(clean).replace(this.marks, " "));
    const kept = bare.filter((word) => !this.leftOut.has(word));
    const words = this.initials(kept.map((word) => this.spellings.get(word) ?? word))
      .flatMap((word) => wordsOf(written(this.toLatin(word), this.joined)))
      .map((part) => this.numbers.get(part) ?? part);
    return this.named(words, this.bangla.test(clean));
  }

  named(words, wasBangla) {
    const own = words.filter((word) => !this.isCommon(word));
    const some = own.length ? own : words;
    return {
      key: words.join(" "),
      wasBangla,
      isCommon: !own.length,
      own: runsOf(some),
      letters: runsOf(words),
      sounds: runsOf(some.map((word) => this.sound(word))),
    };
  }

  // Letters that stand alone beside each other are joined: "S R", "এস আর" and "S.R.".
  initials(words) {
    const found = [];
    let letters = [];
    const end = () => {
      const isOne = letters.length > 1;
      if (isOne) found.push(letters.map((one) => this.letters.get(one) ?? one).join(""));
      else found.push(...letters);
      letters = [];
    };
    for (const word of words) {
      if (word.length === 1 || this.letters.has(word)) {
        letters.push(word);
      } else {
        end();
        found.push(word);
      }
    }
    end();
    return found;
  }

  toLatin(text) {
    if (!this.bangla.test(text)) return text;
    const joined = text.replace(this.dottedLetter, (found) => this.dotted.get(found));
    return Array.from(joined, (mark) => this.latin.get(mark) ?? mark).join("");
  }

  // The skeleton of a word: letters that sound alike are one, inner vowels are left out.
  sound(word) {
    const known = this.soundsOf.get(word);
    if (known !== undefined) return known;
    const found = written(word, this.sounds);
    this.soundsOf.set(word, found);
    return found;
  }

  // Whether many agencies have this word in their name, a typing error in it forgiven.
  isCommon(word) {
    const known = this.isCommonOf.get(word);
    if (known !== undefined) return known;
    const found = this.isCommonWord(word);
    this.isCommonOf.set(word, found);
    return found;
  }

  isCommonWord(word) {
    if (this.common.has(word)) return true;
    if (word.length < this.rules.long) return false;
    if (this.commonSounds.has(this.sound(word))) return true;
    const typed = runsOf([word]);
    return this.longCommon.some((common) => alike(typed, common) >= this.rules.almost);
  }

  // How near two names are, from 0 to 1; a name in the other script is compared by sound.
  score(asked, registered) {
    if (isSame(asked, registered)) return 1;
    const bySound = alike(asked.sounds, registered.sounds);
    const byLetter = alike(asked.letters, registered.letters);
    const isOneScript = asked.wasBangla === registered.wasBangla;
    const [letters, sounds] = isOneScript ? this.rules.weights : this.rules.other_script;
    return Math.min(0.99, letters * byLetter + sounds * bySound);
  }
}

export const isSame = (asked, registered) =>
  Boolean(asked.key) && asked.key === registered.key;
