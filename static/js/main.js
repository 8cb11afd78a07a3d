// Attach each behaviour that a page, or a new piece of it, asks for; it works without any of them.
export function attach(piece) {
  for (const element of piece.querySelectorAll("[data-module]")) {
    for (const name of element.dataset.module.split(" ")) {
      import(`./modules/${name}.js`).then((module) => module.default(element));
    }
  }
}

attach(document);
