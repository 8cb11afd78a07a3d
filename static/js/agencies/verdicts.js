// The answer about an agency on a day: the twin of visa_check/verdicts.py. Days are written
// 2026-11-27, so that the earlier one is the smaller text; a status is [word, first day, last day].

const DAY = 86_400_000;
const DHAKA = 6 * 3_600_000;
// A register may be so many days old until its answers are no longer today's.
const FRESH = 7;

// The day of a moment in Dhaka.
export const dayOf = (at) => new Date(at + DHAKA).toISOString().slice(0, 10);

const isInForce = ([, from, to], day) => from <= day && (to === null || day <= to);
const hasRunOut = ([, , to], day) => to !== null && to < day;
const isLicence = ([word]) => word === "active" || word === "inactive";

// Cancelled beats suspended beats expired beats active; without any status it is unknown.
export function verdictOn(day, statuses) {
  const inForce = new Set(statuses.filter((one) => isInForce(one, day)).map(([word]) => word));
  if (inForce.has("cancelled")) return "cancelled";
  if (inForce.has("suspended")) return "suspended";
  if (inForce.has("inactive")) return "inactive";
  if (inForce.has("active")) return "active";
  return statuses.some((one) => isLicence(one) && hasRunOut(one, day)) ? "expired" : "unknown";
}

// What may be said at a moment by a register of another one. Only a fresh register says that
// somebody is licensed; an old one says what it said then, and the clock may be wrong, too.
export function verdictBy(issued, at, statuses) {
  const days = (Date.parse(dayOf(at)) - Date.parse(dayOf(issued))) / DAY;
  const verdict = verdictOn(dayOf(at), statuses);
  const isOld = days < 0 || days > FRESH;
  const isStop = ["cancelled", "suspended", "expired"].includes(verdict);
  return {
    verdict: isOld && !isStop ? "unknown" : verdict,
    then: verdictOn(dayOf(issued), statuses),
    isOld,
    isOfToday: days === 0,
  };
}
