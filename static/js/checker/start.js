// The checker at work: camera, picture and typed text lead to one judgement, made on the device with
// the keys and lists that it keeps. An address in a code is never opened.

import { fromPortal, onDevice } from "../paper/at-hand.js";
import { typed } from "../paper/ids.js";
import { Refused } from "../paper/refused.js";
import { keepLanguage } from "../paper/store.js";
import { judge } from "../paper/verdict.js";
import { camera, whyNot } from "./camera.js";
import { decoder } from "./decoder.js";
import { codesIn } from "./picture.js";
import { drawn, showDates } from "./show.js";
import { afterTenMinutes } from "./ten-minutes.js";

const WORKER = "/check/worker.js";
// Whoever scans one paper after the other asks the portal for newer lists once a minute.
const FRESH = 60_000;
const PATIENCE = 2000;

const pause = (time) => new Promise((go) => setTimeout(go, time));

export async function start(page) {
  // First of all: the connection may be gone before the rest has come.
  await keepLanguage(document.documentElement.lang);
  const checker = new Checker(page);
  await checker.load();
  install().catch(() => {});
  addEventListener("online", () => checker.refresh());
}

// Keep the checker on the device, and see whether there is a newer one.
async function install() {
  const worker = await navigator.serviceWorker?.register(WORKER, { scope: "/check/" });
  await worker?.update();
}

class Checker {
  constructor(page) {
    this.page = page;
    this.asks = document.querySelectorAll("[data-ask]");
    this.files = null;
    this.shown = null;
    this.asked = 0;
    this.fetching = null;
    this.decode = null;
  }

  async load() {
    this.files = await onDevice().catch(() => null);
    this.attend();
    await this.refresh();
    this.decode ??= await decoder();
  }

  attend() {
    const on = (event, selector, act) =>
      document.querySelector(selector)?.addEventListener(event, act);
    this.page.querySelector("[data-scan]").hidden = false;
    for (const one of document.querySelectorAll("[data-with-script]")) one.hidden = false;
    for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
    document.querySelector("[data-check-typed] .button").classList.add("button-quiet");
    on("click", "[data-do=scan]", () => this.scan());
    on("click", "[data-do=stop]", () => this.camera?.stop());
    on("submit", "[data-check-typed]", (event) => this.readTyped(event));
    on("change", "[data-check-picture]", ({ currentTarget }) => this.readPicture(currentTarget));
    // A picture that was chosen before this had come needs no second tap.
    const chosen = document.querySelector("[data-check-picture]");
    if (chosen?.elements.picture.files.length) this.readPicture(chosen);
    addEventListener("pagehide", () => this.camera?.stop());
    offerInstallation(document.querySelector("[data-do=install]"));
  }

  // Keys and lists anew, where there is a connection; one fetch at a time.
  refresh() {
    this.asked = Date.now();
    this.fetching ??= this.fetch().finally(() => (this.fetching = null));
    return this.fetching;
  }

  async fetch() {
    try {
      this.files = (await fromPortal()) ?? this.files;
    } catch (error) {
      if (error instanceof Refused) this.tell("keys-refused", error.reason);
    }
    const kept = document.querySelector("[data-kept]");
    kept.hidden = !this.files;
    if (this.files) showDates(kept, this.files);
  }

  async scan() {
    this.tell("");
    this.decode ??= await decoder();
    const view = this.page.querySelector("[data-view]");
    const button = this.page.querySelector("[data-do=scan]");
    view.hidden = false;
    button.hidden = true;
    view.scrollIntoView();
    this.camera = camera(view.querySelector("video"), this.decode);
    try {
      const text = await this.camera.found;
      if (text) await this.check(text);
    } catch (error) {
      this.tell(whyNot(error));
    } finally {
      view.hidden = true;
      button.hidden = false;
      this.camera = null;
    }
  }

  // A picture is looked at here; only where nothing is found does the portal get it.
  async readPicture(form) {
    const [file] = form.elements.picture.files;
    if (!file) return;
    this.tell("");
    this.decode ??= await decoder();
    const texts = await codesIn(file, this.decode);
    const isSent = form.method === "post" && !texts?.length && (await isOnline());
    if (isSent) form.submit();
    else if (!texts) this.tell("picture-unreadable");
    else if (texts.length === 1) await this.check(texts[0]);
    else this.tell(texts.length ? "picture-two-codes" : "picture-no-code");
    if (!isSent) form.reset();
  }

  // The text of a QR is judged here; a number is looked up by the portal.
  async readTyped(event) {
    event.preventDefault();
    const text = event.target.elements.text.value;
    const number = typed(text);
    this.tell("");
    if (!number && !text.includes("#")) this.tell("not-a-number");
    else if (!number) await this.check(text);
    else if (await isOnline()) location.assign(`/C/${number}`);
    else this.tell("needs-network");
  }

  // Judge a code by the newest lists that come quickly, else by those that are here; and again when
  // newer ones say something else.
  async check(text) {
    const isFresh = this.files && Date.now() - this.asked < FRESH;
    const newer = isFresh ? this.fetching : this.refresh();
    await Promise.race([newer, pause(navigator.onLine ? PATIENCE : 0)]);
    if (!this.files) await newer;
    if (!this.files) {
      this.tell("no-keys");
      return;
    }
    const answer = await this.show(text);
    await newer;
    if (this.shown?.text !== text) return;
    const again = await judge(text, this.files.keys, this.files.lists, Date.now());
    if (again.verdict !== answer.verdict || again.reason !== answer.reason) await this.show(text);
    else showDates(this.shown.band, this.files);
  }

  async show(text) {
    const answer = await judge(text, this.files.keys, this.files.lists, Date.now());
    this.hide();
    const { foreign, band, body } = drawn(this.page, text, answer, this.files);
    const above = [foreign, band].filter(Boolean);
    for (const ask of this.asks) ask.hidden = true;
    document.getElementById("main").prepend(...above);
    this.page.append(body);
    body.querySelector("[data-do=again]").addEventListener("click", () => {
      this.hide();
      this.scan();
    });
    const callOff = afterTenMinutes(() => {
      this.hide();
      this.tell("hidden");
    });
    this.shown = { text, band, parts: [...above, body], callOff };
    band.tabIndex = -1;
    band.setAttribute("role", "alert");
    scrollTo(0, 0);
    band.focus({ preventScroll: true });
    return answer;
  }

  hide() {
    this.tell("");
    this.shown?.callOff();
    for (const part of this.shown?.parts ?? []) part.remove();
    this.shown = null;
    for (const ask of this.asks) ask.hidden = false;
  }

  tell(what, reason = "") {
    for (const one of this.page.querySelectorAll(".checker-told [data-says]")) {
      one.hidden = one.dataset.says !== what;
      if (one.hidden) continue;
      if (reason) one.querySelector("code").textContent = reason;
      one.scrollIntoView({ block: "nearest" });
    }
  }
}

// Whether the portal answers just now; the browser alone knows only of a cable or a signal.
async function isOnline() {
  if (!navigator.onLine) return false;
  const asked = fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok);
  return Promise.race([asked, pause(5000)]).then(Boolean, () => false);
}

function offerInstallation(button) {
  let offer = null;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    button.hidden = false;
  });
  button.addEventListener("click", () => offer?.prompt());
  addEventListener("appinstalled", () => {
    button.hidden = true;
    navigator.storage?.persist?.();
  });
}
