// The search of agencies on the phone: takes the register along, answers each letter typed, shows an
// agency, and removes all of it again. With a connection the portal's own answer stays the better one.

import { day } from "../offline/day.js";
import { Refused } from "../paper/refused.js";
import { keepLanguage } from "../paper/store.js";
import { dropRegister, keptRegister, takeRegister } from "./register.js";
import { Search } from "./search.js";
import { Show } from "./show.js";
import { dayOf, verdictBy } from "./verdicts.js";

const WORKER = "/agencies/worker.js";
const SCOPE = "/agencies/";
const LONGEST = 120;

// An answer of each kind: near by letters, near by sound, common words, nothing, a number.
const REHEARSED = ["p", "padma oversees", "পদ্মা", "international", "qzx", "90001"];

// Lets the page draw and listen before the next part.
const pause = () => new Promise((go) => setTimeout(go));

export async function start(part) {
  const along = new Along(part);
  await along.open();
  return along;
}

class Along {
  constructor(part) {
    this.part = part;
    this.input = document.getElementById("q");
    this.answers = document.querySelector("[data-answers]");
    this.register = null;
    this.search = null;
    this.show = null;
  }

  async open() {
    this.attend();
    await this.take(keptRegister);
  }

  attend() {
    const on = (name, act) =>
      this.part.querySelector(`[data-do=${name}]`).addEventListener("click", act);
    on("take", () => this.take());
    on("renew", () => this.take());
    on("remove", () => this.remove());
    this.input.addEventListener("input", () => this.answer(this.input.value));
  }

  // Take the register from the portal, or from where it is kept.
  async take(from = takeRegister) {
    if (this.isTaking) return;
    this.isTaking = true;
    this.tell(from === takeRegister ? "fetching" : "");
    try {
      const found = await from();
      if (found) await this.use(found, from === takeRegister);
      else this.tell(this.part.dataset.kept === undefined ? "" : "none");
    } catch (error) {
      this.refuse(error);
    } finally {
      this.isTaking = false;
    }
  }

  async use(register, isNew) {
    if (isNew) {
      await keepLanguage(document.documentElement.lang);
      await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
      await navigator.storage?.persist?.();
    }
    this.show = new Show(await templates(), register);
    this.register = register;
    this.search = null;
    this.tell("");
    this.showKept();
    const search = new Search(register);
    this.agency(search);
    await search.prepare(pause);
    await this.rehearse(search, register);
    if (this.register !== register) return;
    this.search = search;
    this.part.dataset.ready = "";
    this.answer(this.input.value);
  }

  // A browser takes three times as long for what it does for the first time: nobody sees this.
  async rehearse(search, register) {
    const show = new Show(this.show.page, register);
    const unseen = document.createElement("div");
    unseen.className = "unseen";
    unseen.inert = true;
    this.answers.after(unseen);
    for (const text of REHEARSED) {
      await pause();
      // Removed meanwhile, or fetched anew.
      if (this.register !== register) break;
      for (const _step of show.found(unseen, this.match(search, text))) await pause();
    }
    unseen.remove();
  }

  // The page of an agency that the portal could not give.
  agency(search) {
    const path = decodeURIComponent(location.pathname.slice(SCOPE.length));
    const number = this.isKept() && path ? search.readLicence(path) : null;
    const place = number ? search.placeOf.get(number) : undefined;
    if (place !== undefined) this.show.agency(place, this.by(place));
    else if (this.isKept() && !this.input.value) this.input.value = asked(path);
  }

  isKept() {
    return this.part.dataset.kept !== undefined;
  }

  by(place) {
    const { statuses } = this.register.agencies;
    return verdictBy(this.register.issued, Date.now(), statuses[place]);
  }

  answer(text) {
    const wanted = text.trim().slice(0, LONGEST);
    if (!this.search || (!wanted && !this.answers.dataset.local)) return;
    if (this.isFirst(wanted)) return;
    this.answers.dataset.local = "yes";
    clearTimeout(this.next);
    if (wanted) this.draw(this.match(this.search, wanted));
    else this.show.clear(this.answers);
  }

  // The agencies that a text means, with what may be said about each of them.
  match(search, text) {
    return search.search(text).map((one) => ({ ...one, by: this.by(one.place) }));
  }

  // The first step at once; the others follow, unless another key comes.
  draw(found) {
    const steps = this.show.found(this.answers, found);
    const go = () => {
      if (!steps.next().done) this.next = setTimeout(go);
    };
    go();
  }

  // What the portal itself answered stays until something else is typed.
  isFirst(text) {
    return !this.isKept() && !this.answers.dataset.local && text === this.answers.dataset.asked;
  }

  showKept() {
    const { isOld } = verdictBy(this.register.issued, Date.now(), []);
    for (const time of this.part.querySelectorAll("time")) {
      time.dateTime = dayOf(this.register.issued);
      time.textContent = day(this.register.issued);
    }
    this.part.querySelector("[data-old]").hidden = !isOld;
    this.part.querySelector("[data-here]").hidden = false;
    this.part.querySelector("[data-offer]").hidden = true;
  }

  async remove() {
    await dropRegister();
    const worker = await navigator.serviceWorker.getRegistration(SCOPE);
    await worker?.unregister();
    for (const name of await caches.keys()) {
      if (name.startsWith("nirapod-agencies-")) await caches.delete(name);
    }
    this.register = null;
    this.search = null;
    delete this.part.dataset.ready;
    clearTimeout(this.next);
    if (this.answers.dataset.local) this.answers.replaceChildren();
    this.part.querySelector("[data-here]").hidden = true;
    this.part.querySelector("[data-offer]").hidden = false;
    this.tell("removed");
  }

  refuse(error) {
    if (error instanceof Refused) this.tell("refused", error.reason);
    else if (error?.name === "QuotaExceededError") this.tell("full");
    else this.tell("no-answer");
  }

  tell(what, reason = "") {
    for (const one of this.part.querySelectorAll("[data-says]")) {
      one.hidden = one.dataset.says !== what;
      if (!one.hidden && reason) one.querySelector("code").textContent = reason;
    }
  }
}

// What was asked in the address that the portal could not answer.
const asked = (path) => new URLSearchParams(location.search).get("q") ?? path;

// The kept page holds what answers are drawn with; elsewhere it is fetched, or taken from the device.
async function templates() {
  if (document.querySelector("template[data-verdict]")) return document;
  const answer = await fetch(`/agencies/kept/${document.documentElement.lang}`, {
    credentials: "omit",
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
