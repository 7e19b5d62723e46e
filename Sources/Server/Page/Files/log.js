// What an attempt says, live: one of its streams, followed from near its end.

import { address, bytes, repeat } from "./server.js";

const PAUSE = 1_000;
/** How much of a log the page holds, and how much of its end it begins with; in bytes. */
const MOST = 1 << 20;
const BEGIN = 128 << 10;
/** Escape sequences of terminals: colours and the like. */
const ESCAPES = /\u001b(?:\[[0-?]*[ -\/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

export class LogView {
  /** @param call the path of the call; @param attempts their numbers, from 1. */
  constructor(page, run, call, attempts) {
    Object.assign(this, { page, run, call, attempt: attempts[attempts.length - 1], stream: "stdout", isFollowing: true });
    this.text = element("pre", { class: "log", tabindex: "0", role: "log", "aria-live": "off", "aria-label": "Log" });
    this.text.addEventListener("scroll", () => this.watch(), { passive: true });
    this.streams = ["stdout", "stderr"].map((stream) => element("button", { "aria-pressed": "false", click: () => this.open({ stream }) }, stream));
    this.tail = element("button", { title: "Go on to the end as it grows", click: () => this.follow(!this.isFollowing) }, "Follow");
    this.wrap = element("button", { "aria-pressed": "true", click: () => this.fold() }, "Wrap");
    this.whole = element("a", { download: "" }, "Download");
    this.note = element("span", { class: "note", role: "status" });
    this.choice = element("select", { "aria-label": "Attempt", change: () => this.open({ attempt: Number(this.choice.value) }) });
    this.node = element("div", { class: "logs" },
      element("div", { class: "tools" }, this.choice, this.streams, this.tail, this.wrap, this.whole, this.note), this.text);
    this.offer(attempts);
    this.open({});
  }

  /** The attempts that there are by now. */
  offer(attempts) {
    if (this.choice.options.length === attempts.length) return;
    this.choice.replaceChildren(...attempts.map((number) => element("option", { value: number }, `Attempt ${number}`)));
    this.choice.value = String(this.attempt);
    this.choice.classList.toggle("hidden", attempts.length < 2);
  }

  open(what) {
    Object.assign(this, what, { place: null, isOver: false, length: 0, isCut: false, rest: "" });
    this.decoder = new TextDecoder();
    this.text.replaceChildren();
    this.last = null;
    for (const button of this.streams) button.setAttribute("aria-pressed", String(button.textContent === this.stream));
    const stream = { call: this.call, attempt: this.attempt, stream: this.stream };
    this.whole.href = address(`workflows/${this.run}/log`, { ...stream, download: "true" });
    this.whole.setAttribute("aria-label", `Download ${this.stream} as a whole`);
    this.follow(true);
    this.loop?.stop();
    this.loop = repeat((signal) => this.read(stream, signal), () => (this.isOver ? null : PAUSE), this.page.trouble);
  }

  async read(stream, signal) {
    while (true) {
      const part = await bytes(`workflows/${this.run}/log`, { ...stream, from: this.place ?? -BEGIN }, signal);
      if (signal.aborted) return;
      if (this.place === null) this.isCut = part.from > 0;
      this.place = part.isLater ? null : part.next;
      this.isOver = part.isOver;
      this.isLater = part.isLater;
      if (part.bytes.length > 0) this.add(this.decoder.decode(part.bytes, { stream: !part.isOver }));
      this.describe();
      if (part.bytes.length === 0 || part.isOver) return;
    }
  }

  /** Lines as a terminal leaves them: without colours, and of what was overwritten the last. */
  add(words) {
    const clean = (this.rest + words).replaceAll("\r\n", "\n").replace(ESCAPES, "");
    const lines = clean.split("\n").map((line) => line.slice(line.lastIndexOf("\r", line.length - 2) + 1));
    // The last one may go on.
    if (this.last) this.last.remove();
    this.rest = lines[lines.length - 1];
    const whole = lines.slice(0, -1).map((line) => `${line}\n`).join("");
    if (whole) {
      this.text.append(document.createTextNode(whole));
      this.length += whole.length;
    }
    this.last = document.createTextNode(this.rest);
    this.text.append(this.last);
    while (this.length > MOST && this.text.childNodes.length > 2) {
      this.length -= this.text.firstChild.length;
      this.text.firstChild.remove();
      this.isCut = true;
    }
    if (this.isFollowing) this.text.scrollTop = this.text.scrollHeight;
  }

  describe() {
    const size = this.isLater ? "a job's log is here when it has ended" : this.place === 0 ? "nothing yet" : text.size(this.place);
    const words = this.isOver ? (this.place === 0 ? "it said nothing" : size) : this.isLater ? size : `${size}, live`;
    const note = this.isCut ? `${words}; only its end is shown` : words;
    if (this.note.textContent !== note) this.note.textContent = note;
  }

  watch() {
    const isAtEnd = this.text.scrollTop + this.text.clientHeight >= this.text.scrollHeight - 24;
    if (isAtEnd !== this.isFollowing) this.follow(isAtEnd, false);
  }

  follow(isFollowing, moves = true) {
    this.isFollowing = isFollowing;
    this.tail.setAttribute("aria-pressed", String(isFollowing));
    if (isFollowing && moves) this.text.scrollTop = this.text.scrollHeight;
  }

  fold() {
    const isFolded = this.text.classList.toggle("unfolded");
    this.wrap.setAttribute("aria-pressed", String(!isFolded));
  }

  close() {
    this.loop.stop();
  }
}
