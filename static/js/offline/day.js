// A day as the portal writes it: 27 November 2026, ২৭ নভেম্বর ২০২৬.

const LOCALES = { bn: "bn-BD", en: "en-GB", ar: "ar-u-nu-arab" };

export function day(at) {
  const form = { day: "numeric", month: "long", year: "numeric", timeZone: "Asia/Dhaka" };
  const written = new Intl.DateTimeFormat(LOCALES[document.documentElement.lang], form);
  const parts = Object.fromEntries(written.formatToParts(at).map((one) => [one.type, one.value]));
  return `${parts.day} ${parts.month} ${parts.year}`;
}
