// Make photos small before they are sent, and keep them chosen when the connection breaks.
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
  const button = form.querySelector("button[type=submit]");
  const say = (text) => {
    status.textContent = text;
    status.hidden = false;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    say(form.dataset.sending);
    try {
      const answer = await fetch(form.action, { method: "POST", body: await filled(form) });
      if (answer.redirected) {
        location.assign(answer.url);
        return;
      }
      // What is wrong stands on the page that came back; the photos that were good have arrived.
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      document.querySelector(".error-summary")?.focus();
    } catch {
      say(form.dataset.broken);
    }
    button.removeAttribute("aria-disabled");
  });
}
