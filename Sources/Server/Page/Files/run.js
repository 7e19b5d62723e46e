// One run: its head with what can be done about it, and its parts, of which one is seen at a time.

import { Watched, change, repeat } from "./server.js";
import { labelMarks, statusBadge, stateOf } from "./runs.js";
import { ask } from "./dialog.js";
import { CallSheet } from "./call.js";
import { FilesPart } from "./files.js";

const ENDED = new Set(["Succeeded", "Failed", "Aborted"]);
/** A run that goes on is looked at so often, or less where looking and drawing take long; one that has ended seldom. */
const PAUSE = 1_500;
const SLOW = 20;
const PAUSE_ENDED = 15_000;
const PARTS = [["", "Overview"], ["calls", "Calls"], ["timeline", "Timeline"], ["graph", "Graph"], ["resources", "Resources"], ["files", "Files"]];

export class RunView {
  constructor(page, id) {
    Object.assign(this, { page, id, part: "", model: null, data: null, calls: [], took: 0 });
    this.workflow = new Watched(`workflows/${id}`);
    this.report = new Watched(`workflows/${id}/report`);
    this.heading = element("h1", { tabindex: "-1" }, "Run");
    this.badge = element("div", { class: "over" });
    this.facts = element("div");
    this.resubmit = element("button", { class: "hidden", click: () => this.submitAgain() }, "Run again");
    this.cancel = element("button", { class: "hidden danger", click: () => this.abort() }, "Cancel");
    this.links = PARTS.map(([name, title]) => element("a", { href: this.href(name) }, title));
    this.filter = new Filter((calls, isUpdate) => this.shown(calls, isUpdate));
    this.bar = element("div", { class: "bar" }, element("div", {}, element("nav", { "aria-label": "Parts of the run" }, this.links), this.filter.nodes));
    this.body = element("div", { class: "part" });
    this.sheet = new CallSheet(this);
    this.node = element("div", { class: "run" }, element("header", {}, this.badge, this.heading,
      element("div", { class: "actions" }, this.resubmit, this.cancel), this.facts), this.bar, this.body, this.sheet.node);
    this.listenToScheme = () => this.timeline?.draw();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this.listenToScheme);
    this.loop = repeat((signal) => this.look(signal), () => this.pause(), page.trouble);
  }

  href(part, ...more) {
    return `#/run/${this.id}${[part, ...more].filter(Boolean).map((piece) => `/${encodeURIComponent(piece)}`).join("")}`;
  }

  /** Shows a part, and with a call's path behind `calls` that call. */
  go(parts) {
    const [part = "", path] = parts;
    const isNew = part !== this.part || !this.drawn;
    this.part = PARTS.some(([name]) => name === part) ? part : "";
    this.path = this.part === "calls" ? path : undefined;
    this.links.forEach((link, place) => {
      if (PARTS[place][0] === this.part) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    const isFiltered = this.part === "calls" || this.part === "timeline";
    for (const node of this.filter.nodes) node.classList.toggle("elsewhere", !isFiltered);
    if (isNew) this.draw(true);
    this.showCall();
  }

  close() {
    this.loop.stop();
    this.files?.close();
    this.sheet.close();
    matchMedia("(prefers-color-scheme: dark)").removeEventListener("change", this.listenToScheme);
  }

  // MARK: Looking

  pause() {
    return ENDED.has(this.workflow.value?.status) ? PAUSE_ENDED : Math.max(PAUSE, this.took * SLOW);
  }

  async look(signal) {
    const begun = performance.now();
    const [isOther, isNew] = await Promise.all([this.workflow.look(signal), this.report.look(signal)]);
    if (signal.aborted) return;
    if (isOther) this.drawHead();
    const data = this.report.value;
    if (isNew && data) this.skew = data.run.written - Date.now();
    const goesOn = data?.run.state === "running";
    if (data && (isNew || goesOn)) {
      // The clock of the server goes on, also where nothing else is new.
      if (goesOn) data.run.written = Date.now() + this.skew;
      this.take(readModel(data));
    }
    if (isOther || isNew || !this.drawn) this.draw(false);
    this.took = performance.now() - begun;
  }

  take(model) {
    this.model = model;
    const open = (call) => this.open(call);
    this.tasks ??= new Tasks(model, open);
    this.timeline ??= new Timeline(model, open);
    this.filter.update(model);
    this.sheet.update();
  }

  shown(calls, isUpdate) {
    this.calls = calls;
    for (const part of [this.tasks, this.timeline]) {
      if (isUpdate) part.update(this.model, calls);
      else part.show(calls);
    }
  }

  /** Shows the calls of a name, or these. */
  choose(what, label) {
    this.filter.choose(what, label);
    location.hash = this.href("calls");
  }

  open(call) {
    this.before = document.activeElement;
    location.hash = this.href("calls", call.path);
  }

  showCall() {
    const call = this.path === undefined ? null : this.model?.calls.find((call) => call.path === this.path);
    if (call) return this.sheet.open(call);
    this.sheet.close();
    if (this.before?.isConnected) this.before.focus();
    this.before = null;
  }

  // MARK: Drawing

  drawHead() {
    const workflow = this.workflow.value;
    const name = workflow.name ?? "Run";
    this.page.title(`${workflow.status}: ${name}`);
    this.heading.textContent = name;
    if (this.status && this.status !== workflow.status) this.page.say(`The run is ${workflow.status}`);
    this.status = workflow.status;
    const isOver = ENDED.has(workflow.status);
    this.badge.replaceChildren(element("a", { href: "#/" }, "Runs"), element("span", { "aria-hidden": "true" }, "›"),
      statusBadge(workflow.status), element("span", {}, text.time(workflow.started ?? workflow.submitted)));
    const labels = labelMarks(workflow.labels);
    this.facts.replaceChildren(facts([
      ["Run", element("span", { class: "mono" }, workflow.id)],
      ["Document", element("span", { class: "mono" }, workflow.source)],
      ["Submitted", text.time(workflow.submitted)],
      ["Ended", workflow.ended && `${text.time(workflow.ended)}, after ${text.duration(workflow.ended - (workflow.started ?? workflow.submitted))}`],
      ["Labels", labels.length > 0 ? element("span", { class: "labels" }, labels) : null],
    ]));
    this.resubmit.classList.remove("hidden");
    this.cancel.classList.toggle("hidden", isOver || workflow.status === "Aborting");
  }

  /** Draws the part that is seen, if anything is known. What has the focus keeps it. */
  draw(isOther) {
    const workflow = this.workflow.value;
    if (!workflow) return;
    const isFirst = !this.drawn;
    this.drawn = true;
    if (this.part === "files") {
      this.files ??= new FilesPart(this);
      this.files.update(workflow);
      this.replace(isOther, [this.files.node]);
    } else if (!this.model) {
      this.replace(true, [this.withoutCalls(workflow)]);
    } else {
      this.replace(isOther, this.content());
    }
    if (isFirst || !this.sheet.isOpen) this.showCall();
  }

  content() {
    const choose = (what, label) => this.choose(what, label);
    const open = (call) => this.open(call);
    switch (this.part) {
      case "calls": return [this.tasks.node];
      case "timeline": return [this.timeline.node];
      case "graph": return [drawGraph(this.model, choose) ?? nothing("Graph", "The graph of a run's calls is drawn where there is more than one.")];
      case "resources": return [drawResources(this.model, open) ?? nothing("Resources", "No attempt has run yet.")];
      default: return [this.failure(), tiles(this.model), drawTroubles(this.model, choose, open), drawSummary(this.model, choose)].filter(Boolean);
    }
  }

  failure() {
    const { workflow: { value: workflow }, model } = this;
    const run = { ...model.run, state: stateOf(workflow.status), message: model.run.message ?? workflow.message };
    return ["failed", "cancelled"].includes(run.state) ? failureBox({ ...model, run }) : null;
  }

  /** Of a run without a journal: why that is. */
  withoutCalls(workflow) {
    if (workflow.message) return failureBox({ run: { state: "failed", message: workflow.message } });
    return nothing("", workflow.status === "On Hold" ? "It is on hold: it begins when it is released." : "It has not begun yet.");
  }

  replace(isOther, nodes) {
    if (!isOther && nodes.length === this.body.children.length && nodes.every((node, place) => node === this.body.children[place])) return;
    const kept = isOther ? null : standing(this.body);
    this.body.replaceChildren(...nodes);
    kept?.();
  }

  // MARK: Acting

  async submitAgain() {
    if (!await ask("Run it again?", "The same documents, inputs, options and labels are submitted as another run.", "Run again", "No")) return;
    try {
      const { id } = await change("POST", `workflows/${this.id}/resubmit`);
      this.page.say("Submitted again");
      location.hash = `#/run/${id}`;
    } catch (error) {
      this.page.trouble(error);
    }
  }

  async abort() {
    if (!await ask("Cancel this run?", "What runs is ended, and what has not begun does not begin. Results that are there stay.", "Cancel the run", "Go on")) return;
    try {
      await change("POST", `workflows/${this.id}/abort`);
      this.page.say("The run is being cancelled");
      this.heading.focus();
      this.loop.now();
    } catch (error) {
      this.page.trouble(error);
    }
  }
}

const nothing = (title, words) => element("section", {}, title && element("h2", {}, title), element("p", { class: "note" }, words));

/** Remembers what is open and what has the focus in a part that is drawn anew; gives what brings that back. */
function standing(node) {
  const key = (each) => `${each.tagName} ${each.getAttribute("aria-label") ?? ""} ${each.textContent.slice(0, 120)}`;
  const details = new Map([...node.querySelectorAll("details")].map((each) => [key(each.parentNode), each.open]));
  const pressed = [...node.querySelectorAll(".tabs button[aria-pressed=true]")].map(key);
  const scrolled = [...node.querySelectorAll(".scroll, pre")].map((each) => [each.scrollLeft, each.scrollTop]);
  const active = document.activeElement;
  const focused = node.contains(active) && active !== node ? key(active) : null;
  return () => {
    for (const each of node.querySelectorAll("details")) each.open = details.get(key(each.parentNode)) ?? each.open;
    for (const each of node.querySelectorAll(".tabs button")) if (pressed.includes(key(each))) each.click();
    [...node.querySelectorAll(".scroll, pre")].forEach((each, place) => scrolled[place] && each.scrollTo(...scrolled[place]));
    if (focused === null) return;
    [...node.querySelectorAll("button, a, summary, [tabindex]")].find((each) => key(each) === focused)?.focus({ preventScroll: true });
  };
}
