// An answer about somebody hides itself after ten minutes: only its heading stays, and a way to ask
// again.
import { afterTenMinutes } from "../checker/ten-minutes.js";

export default function (part) {
  afterTenMinutes(() => {
    const main = document.getElementById("main");
    main.replaceChildren(main.querySelector("h1"), part.querySelector("template").content);
    main.querySelector("button")?.addEventListener("click", () => location.reload());
  });
}
