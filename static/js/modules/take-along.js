// The register of agencies on the phone: what searches in it is fetched only where it is kept, or
// when somebody wants it.
const STORE = "nirapod-register";

export default async function (part) {
  if (!("caches" in self) || !("serviceWorker" in navigator)) return;
  part.hidden = false;
  const begin = () => import("../agencies/start.js").then(({ start }) => start(part));
  if (part.dataset.kept !== undefined || (await caches.has(STORE))) {
    begin();
    return;
  }
  const button = part.querySelector("[data-do=take]");
  const take = () => begin().then((along) => along.take());
  button.addEventListener("click", take, { once: true });
}
