// Make photos small before they are sent, and keep them chosen when the connection breaks.
import { attach } from "../main.js";

const LONGEST = 2000;
const SMALL = 600 * 1024;

// The photo as a smaller JPEG; as it is where that is not smaller or cannot be read here.
async function shrunk(file) {
  if (!file.type.startsWith("image/") || file.size < SMALL) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return small && small.size < file.size ? new File([small], "photo.jpg", { type: small.type }) : file;
  } catch {
    return file;
  }
}

async function filled(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) {
    if (value instanceof File && value.size) body.set(name, await shrunk(value));
  }
  return body;
}

export default function (form) {
  const status = form.querySelector(".sending");
  let isSending = false;
  const say = (text) => {
    status.textContent = text;
    status.hidden = false;
  };

  form.addEventListener("submit", async (event) => {
    const hasPhotos = [...form.querySelectorAll("input[type=file]")].some((field) => field.files.length);
    // Without a photo nothing takes long: the browser sends the form as any other.
    if (!hasPhotos && !isSending) return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    const button = event.submitter;
    button?.setAttribute("aria-disabled", "true");
    say(form.dataset.sending);
    try {
      const address = button?.getAttribute("formaction") ?? form.action;
      // Not followed: what the next page says once, it says to whoever reads it.
      const answer = await fetch(address, { method: "POST", body: await filled(form), redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        location.assign(form.dataset.done);
        return;
      }
      if (answer.status === 413) {
        say(form.dataset.tooBig);
      } else {
        await show(answer);
      }
    } catch {
      say(form.dataset.broken);
    }
    isSending = false;
    button?.removeAttribute("aria-disabled");
  });
}

// What is wrong stands on the page that came back; what was typed stands there too.
async function show(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  document.querySelector("main").replaceWith(main);
  attach(main);
  document.querySelector(".error-summary")?.focus();
}
