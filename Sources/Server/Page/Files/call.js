// All of one call: why it failed, its attempts, what it says, its command, inputs and outputs.

import { get } from "./server.js";
import { LogView } from "./log.js";
import { valueTree } from "./values.js";

export class CallSheet {
  constructor(view) {
    this.view = view;
    this.node = element("dialog", { class: "call", "aria-labelledby": "call-title", cancel: (event) => {
      event.preventDefault();
      this.leave();
    } });
    // A press beside it closes it.
    this.node.addEventListener("click", (event) => event.target === this.node && this.leave());
  }

  get isOpen() {
    return this.node.open;
  }

  leave() {
    location.replace(this.view.href("calls"));
  }

  open(call) {
    tip.hide();
    if (this.isOpen && this.path === call.path) return;
    this.end();
    this.path = call.path;
    this.head = element("div");
    this.parts = element("div");
    this.attempts = element("div");
    this.logs = element("div");
    this.node.replaceChildren(element("div", { class: "inner" },
      element("button", { class: "close", "aria-label": "Close", click: () => this.leave() }, "✕"),
      element("h2", { id: "call-title" }, call.path), this.head, this.logs, this.parts, this.attempts));
    if (!this.isOpen) this.node.showModal();
    this.update();
  }

  /** Shows the call as it is now. */
  update() {
    const call = this.isOpen || this.path ? this.view.model?.calls.find((each) => each.path === this.path) : null;
    if (!call || !this.isOpen) return;
    const [message, advice] = splitAdvice(call.message && withoutCall(call.message, call.path));
    const key = JSON.stringify([call.state, call.since, call.message, call.attempts.map((each) => [each.state, each.last, each.reasons])]);
    if (key === this.key) return;
    const isOther = this.key === null || JSON.parse(this.key)[0] !== call.state;
    this.key = key;
    this.head.replaceChildren(stateMark(call.state), message && call.state !== "done" ? element("div", { class: "failure" },
      element("pre", {}, message), advice && element("p", { class: "advice" }, element("b", {}, "Help: "), advice)) : "");
    this.attempts.replaceChildren(element("h3", {}, "Attempts"), facts([
      ["Begun", `${text.time(this.view.model.run.begun + call.begun)}, after ${text.duration(call.begun)}`], ["Results of", call.cached],
    ]), ...[...call.attempts].reverse().map((attempt) => element("div", {},
      element("h4", {}, `Attempt ${attempt.number} on ${attempt.environment}`), attemptFacts(attempt))));
    this.showLogs(call);
    if (isOther) this.load();
  }

  showLogs(call) {
    const numbers = call.attempts.length > 0 ? call.attempts.map((attempt) => attempt.number) : call.cached ? [1] : [];
    if (numbers.length === 0) return;
    if (this.log) return this.log.offer(numbers);
    this.log = new LogView(this.view.page, this.view.id, call.path, numbers);
    if (call.state === "failed") this.log.open({ stream: "stderr" });
    this.logs.replaceChildren(element("h3", {}, "Log"), this.log.node);
  }

  /** What the journal does not hold: command, inputs and outputs. */
  async load() {
    const path = this.path;
    try {
      const details = await get(`workflows/${this.view.id}/call`, { path });
      if (this.path === path && this.isOpen) this.drawDetails(details);
    } catch (error) {
      if (this.path === path) this.parts.replaceChildren(element("p", { class: "note" }, error.message));
    }
  }

  drawDetails(details) {
    const tree = (title, values) => Object.keys(values ?? {}).length > 0
      ? [element("h3", {}, title), valueTree(this.view.id, values, details.files)] : [];
    const given = details.staged?.length > 0 ? [element("h3", {}, "Files that it was given"), element("ul", { class: "files mono" },
      details.staged.slice(0, 200).map((file) => element("li", {}, file)))] : [];
    const kept = Object.keys(details.files);
    const files = kept.length > 0 ? [element("h3", {}, "Files that it made"), valueTree(this.view.id, kept, details.files)] : [];
    this.parts.replaceChildren(...[
      details.command && [element("h3", {}, "Command"), element("pre", { class: "command", tabindex: "0", role: "region", "aria-label": "Command" }, details.command)],
      details.inputs ? tree("Inputs", details.inputs) : given, details.outputs ? tree("Outputs", details.outputs) : files,
    ].flat(2).filter(Boolean));
  }

  end() {
    this.log?.close();
    this.log = null;
    this.path = this.key = null;
  }

  close() {
    this.end();
    if (this.isOpen) this.node.close();
  }
}
