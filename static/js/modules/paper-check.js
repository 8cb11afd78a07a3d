// On the page of a certificate: check the QR's digits behind the #, which never leave this phone.
// What checks them is fetched only where there are digits.
export default async function (section) {
  addEventListener("hashchange", () => location.reload());
  const digits = location.hash.slice(1);
  if (!digits) return;
  const { checkPage } = await import("../paper/page.js");
  await checkPage(section, digits);
}
