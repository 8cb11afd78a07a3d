// A QR's text that stands behind the # goes along with the report, where its reader can see it.
const DIGITS = /^[0-9]{17,1200}$/;

export default function (form) {
  const field = form.elements.qr;
  const said = decodeURIComponent(location.hash.slice(1));
  if (field.value || !said) return;
  const page = location.pathname.replace(/\/report$/, "");
  field.value = DIGITS.test(said) ? `${location.origin}${page}#${said}`.toUpperCase() : said;
}
