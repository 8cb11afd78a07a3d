// Licence numbers, however they are typed: the twin of visa_check/licences.py.

import { plain } from "./typed.js";

// A function that gives the number in a typed licence, or null.
export function licenceReader(rules) {
  const spelling = new RegExp(`^(?:${rules.licence})$`, "u");
  return (text) => {
    if (Array.from(text).length > rules.licence_longest) return null;
    const found = spelling.exec(plain(text, rules.licence_longest).trim());
    return (found && Number(found[1])) || null;
  };
}

export const showLicence = (number) => `RL-${String(number).padStart(4, "0")}`;
