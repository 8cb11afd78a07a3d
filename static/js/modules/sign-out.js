/* Signing out: removes from this browser what was kept under the person's name, and only that.
   Stores of a person are named "nirapod:<public id>:..."; other learners' stores stay. */

export async function forget(person) {
  const prefix = `nirapod:${person}:`;
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store)) {
      if (key.startsWith(prefix)) store.removeItem(key);
    }
  }
  if (!("caches" in self)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix)) await caches.delete(name);
  }
}

export default function (form) {
  // A page that the browser kept for "Back" asks the server again: it may be somebody else's now.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.forgotten) return;
    event.preventDefault();
    const go = () => {
      form.dataset.forgotten = "yes";
      form.submit();
    };
    forget(form.dataset.person).then(go, go);
  });
}
