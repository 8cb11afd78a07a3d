// Word by word what was typed against what the register says: the twin of Python's
// difflib.SequenceMatcher as visa_check/matching.py uses it.

import { folded } from "./typed.js";

// The longest run that both have between these places; of equal ones the first.
function longest(a, b, [aFrom, aTo, bFrom, bTo]) {
  let best = [aFrom, bFrom, 0];
  let before = new Map();
  for (let i = aFrom; i < aTo; i += 1) {
    const here = new Map();
    for (let j = bFrom; j < bTo; j += 1) {
      if (a[i] !== b[j]) continue;
      const size = (before.get(j - 1) ?? 0) + 1;
      here.set(j, size);
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    before = here;
  }
  return best;
}

function runs(a, b) {
  const found = [];
  const open = [[0, a.length, 0, b.length]];
  while (open.length) {
    const [aFrom, aTo, bFrom, bTo] = open.pop();
    const [i, j, size] = longest(a, b, [aFrom, aTo, bFrom, bTo]);
    if (!size) continue;
    found.push([i, j, size]);
    if (aFrom < i && bFrom < j) open.push([aFrom, i, bFrom, j]);
    if (i + size < aTo && j + size < bTo) open.push([i + size, aTo, j + size, bTo]);
  }
  return found.sort(([one], [other]) => one - other);
}

const wordsOf = (text) => text.replace(/[\x1c-\x1f\x85]/g, " ").split(/\s+/).filter(Boolean);

// Pairs of what was typed and what is registered, only where they differ.
export function differences(typed, registered) {
  const [a, b] = [wordsOf(typed), wordsOf(registered)];
  const same = runs(a.map(folded), b.map(folded));
  const found = [];
  let [i, j] = [0, 0];
  for (const [nextA, nextB, size] of [...same, [a.length, b.length, 0]]) {
    if (i < nextA || j < nextB) {
      found.push([a.slice(i, nextA).join(" "), b.slice(j, nextB).join(" ")]);
    }
    [i, j] = [nextA + size, nextB + size];
  }
  return found;
}
