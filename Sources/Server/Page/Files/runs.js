// The list of runs: chosen by status, name, label and words, the newest first, so many at a time.

import { Watched, repeat } from "./server.js";

const LIMIT = 50;
const PAUSE = 3_000;
const STATUSES = ["Running", "Submitted", "On Hold", "Aborting", "Succeeded", "Failed", "Aborted"];
const ENDED = new Set(["Succeeded", "Failed", "Aborted"]);

/** How the report calls what Cromwell's words say. */
export const stateOf = (status) => ({
  Succeeded: "succeeded", Failed: "failed", Aborted: "cancelled", Running: "running", Aborting: "lost", Submitted: "queued",
})[status] ?? "waiting";

export const statusBadge = (status) => element("span", { class: `badge ${stateOf(status)}` }, status);

/** What the server itself says of every run is no news. */
const OWN_LABEL = "cromwell-workflow-id";

export function labelMarks(labels) {
  return Object.entries(labels ?? {}).filter(([name]) => name !== OWN_LABEL).map(([name, value]) => element("a", {
    class: "label", href: `#/?${new URLSearchParams({ label: `${name}:${value}` })}`, title: "Runs with this label",
  }, `${name}: ${value}`));
}

export class RunList {
  constructor(page, values) {
    this.page = page;
    this.chips = element("div", { class: "chips", role: "group", "aria-label": "Status" });
    const search = (label, name, hint) => element("input", { type: "search", "aria-label": label, placeholder: hint,
      "data-name": name, input: (event) => this.type(name, event.target.value) });
    this.names = element("select", { "aria-label": "Workflow", "data-name": "name", change: (event) => this.set({ name: event.target.value }) });
    this.fields = [search("Search runs by name, id, label or message", "search", "Search runs  ( / )"), this.names,
      search("Label, as name:value", "label", "label:value")];
    this.count = element("span", { class: "note", role: "status" });
    this.body = element("tbody");
    this.body.addEventListener("keydown", (event) => this.press(event));
    this.older = element("button", { click: () => this.turn(LIMIT) }, "Older");
    this.newer = element("button", { click: () => this.turn(-LIMIT) }, "Newer");
    const heads = ["Status", "Run", "Submitted", "Took", "Calls"].map((title) => element("th", { scope: "col" }, title));
    this.node = element("div", {}, element("h1", { tabindex: "-1" }, "Runs"), this.chips,
      element("div", { class: "fields" }, this.fields, this.count),
      element("div", { class: "scroll runs" }, element("table", {}, element("thead", {}, element("tr", {}, heads)), this.body)),
      element("nav", { class: "pages", "aria-label": "Pages" }, this.newer, this.older));
    page.title("");
    this.go(values);
  }

  /** Shows what the address asks for. */
  go(values) {
    this.values = { status: "", search: "", name: "", label: "", offset: "0", ...Object.fromEntries(values) };
    this.offer([]);
    for (const field of this.fields) {
      if (field !== document.activeElement) field.value = this.values[field.dataset.name];
    }
    this.loop?.stop();
    // A label that is being typed chooses nothing yet.
    const label = this.values.label.indexOf(":") > 0 ? this.values.label : "";
    const watched = new Watched("workflows", { ...this.values, label, limit: LIMIT });
    this.loop = repeat(async (signal) => {
      if (await watched.look(signal)) this.draw(watched.value);
    }, () => PAUSE, this.page.trouble);
  }

  set(values, isTyped = false) {
    const all = { ...this.values, offset: "0", ...values };
    const query = new URLSearchParams(Object.entries(all).filter(([name, value]) => value && !(name === "offset" && value === "0")));
    const target = `#/${query.size > 0 ? `?${query}` : ""}`;
    // Each letter would be a step back else.
    if (!isTyped) return void (location.hash = target);
    history.replaceState(null, "", target);
    this.go(query);
  }

  type(name, value) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.set({ [name]: value }, true), 200);
  }

  turn(step) {
    this.set({ offset: String(Math.max(0, Number(this.values.offset) + step)) });
  }

  /** The names of workflows to choose from. */
  offer(names) {
    const all = [...new Set([this.values.name, ...names])].filter(Boolean);
    const key = all.join("\n");
    if (key === this.offered || (names.length === 0 && this.names.options.length > 1)) return;
    this.offered = key;
    this.names.replaceChildren(element("option", { value: "" }, "Every workflow"), ...all.map((name) => element("option", { value: name }, name)));
    this.names.value = this.values.name;
  }

  // MARK: Drawing

  draw(list) {
    const place = this.focused();
    this.offer(list.names);
    this.drawChips(list.counts);
    const from = Number(this.values.offset);
    const to = from + list.workflows.length;
    this.count.textContent = list.total > LIMIT ? `${from + 1}–${to} of ${text.count(list.total)}` : text.plural(list.total, "run");
    this.newer.disabled = from === 0;
    this.older.disabled = to >= list.total;
    this.newer.parentNode.classList.toggle("hidden", list.total <= LIMIT && from === 0);
    this.body.replaceChildren(...list.workflows.map((workflow) => this.row(workflow, Date.now())));
    if (list.workflows.length === 0) this.body.append(element("tr", {}, element("td", { colspan: 5, class: "empty" },
      Object.values(list.counts).some((count) => count > 0) ? "No run is like that." : "There is no run yet. Submit one: `martlet serve` takes what Cromwell's clients send.")));
    if (place) this.body.querySelector(`a[href="${place}"]`)?.focus({ preventScroll: true });
  }

  focused() {
    return this.body.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  }

  drawChips(counts) {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const chips = [["", "All", all], ...STATUSES.map((status) => [status, status, counts[status] ?? 0])]
      .filter(([status, , count]) => status === "" || count > 0 || status === this.values.status);
    const key = JSON.stringify([chips, this.values.status]);
    if (key === this.drawn) return;
    this.drawn = key;
    const before = this.chips.contains(document.activeElement) ? document.activeElement.dataset.status : null;
    this.chips.replaceChildren(...chips.map(([status, label, count]) => element("button", {
      "aria-pressed": String(this.values.status === status), "data-status": status, click: () => this.set({ status }),
    }, label, element("span", { class: "note" }, ` ${text.count(count)}`))));
    if (before !== null) [...this.chips.children].find((chip) => chip.dataset.status === before)?.focus();
  }

  row(workflow, now) {
    const begun = workflow.started ?? workflow.submitted;
    const took = workflow.started || ENDED.has(workflow.status) ? text.duration((workflow.ended ?? now) - begun) : "–";
    return element("tr", {}, element("td", {}, statusBadge(workflow.status)),
      element("td", { class: "name" }, element("a", { href: `#/run/${workflow.id}` }, workflow.name ?? "(not read yet)"),
        element("span", { class: "mono id", title: workflow.id }, workflow.id.slice(0, 8)),
        element("span", { class: "labels" }, labelMarks(workflow.labels))),
      element("td", { class: "when" }, text.time(workflow.submitted)), element("td", { class: "took" }, took),
      element("td", { class: "calls" }, callsOf(workflow)));
  }

  /** The arrows go from run to run. */
  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const links = [...this.body.querySelectorAll("td.name > a")];
    const row = event.target.closest("tr");
    const next = links[links.findIndex((link) => row.contains(link)) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  close() {
    this.loop.stop();
    clearTimeout(this.pause);
  }
}

/** How far its calls are: a bar, and in words. */
function callsOf(workflow) {
  const counts = workflow.calls;
  const total = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const isOver = ENDED.has(workflow.status);
  const stack = element("div", { class: "stack", "aria-hidden": "true" });
  for (const [state, count] of Object.entries(counts)) {
    const part = element("i");
    part.style.width = `${count / total * 100}%`;
    part.style.background = stateColor(isOver && ["waiting", "queued", "running"].includes(state) ? "left" : state);
    stack.append(part);
  }
  const done = (counts.done ?? 0) + (counts.cached ?? 0);
  const words = `${text.count(done)} of ${text.count(total)} done${counts.failed ? `, ${text.count(counts.failed)} failed` : ""}`;
  return [element("span", { class: "note" }, words), stack];
}
