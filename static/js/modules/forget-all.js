// On the shared tablet of a class nothing of the learner before stays in the browser, whoever it was.
export default async function () {
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  for (const store of [localStorage, sessionStorage]) store.clear();
  if (!("caches" in self)) return;
  for (const name of await caches.keys()) await caches.delete(name);
}
