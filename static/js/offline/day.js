// A day as the portal writes it: 27 November 2026, ২৭ নভেম্বর ২০২৬.

const LOCALES = { bn: "bn-BD", en: "en-GB", ar: "ar-u-nu-arab" };

const FORM = { day: "numeric", month: "long", year: "numeric", timeZone: "Asia/Dhaka" };
// To make one takes a cheap phone longer than to search.
const written = {};

export function day(at) {
  const { lang } = document.documentElement;
  written[lang] ??= new Intl.DateTimeFormat(LOCALES[lang], FORM);
  const parts = Object.fromEntries(written[lang].formatToParts(at).map((one) => [one.type, one.value]));
  return `${parts.day} ${parts.month} ${parts.year}`;
}
