// Every call in a table of which only what is seen exists, and the sheet that tells all of one call.

const ROW = 31;
const COLUMNS = [
  { id: "path", title: "Call", width: 26, of: (call) => call.path, isText: true },
  { id: "state", title: "State", width: 11, of: (call) => call.state, isText: true },
  { id: "attempts", title: "Attempts", width: 8, of: (call) => call.attempts.length, write: String },
  { id: "begun", title: "Begun after", width: 11, of: (call) => call.begun, write: text.duration },
  { id: "waited", title: "Waited", width: 10, of: (call) => call.waited, write: text.duration },
  { id: "ran", title: "Ran", width: 10, of: (call) => call.ran, write: text.duration },
  { id: "load", title: "Cores used", width: 9, of: (call) => call.load, write: text.percent },
  { id: "peak", title: "Peak memory", width: 11, of: (call) => call.peak, write: text.size },
  { id: "environment", title: "On", width: 9, of: (call) => call.environment, isText: true },
];

class Tasks {
  constructor(model, open) {
    Object.assign(this, { open, calls: [], columns: [], order: { id: "begun", isDown: false }, chosen: null });
    this.widths = element("colgroup");
    this.head = element("tr");
    this.body = element("tbody");
    this.table = element("table", {}, this.widths, element("thead", {}, this.head), this.body);
    this.grid = element("div", { class: "scroll grid", tabindex: "0", role: "region", "aria-label": "Calls; the arrow keys choose one, Enter opens it" }, this.table);
    this.said = element("div", { class: "unseen", role: "status" });
    this.grid.addEventListener("scroll", () => this.draw(), { passive: true });
    this.grid.addEventListener("keydown", (event) => this.press(event));
    this.body.addEventListener("click", (event) => {
      const row = event.target.closest("tr[data-place]");
      if (row) this.choose(Number(row.dataset.place), true);
    });
    this.count = element("span", { class: "note" });
    this.node = section("calls", "Calls", null, this.grid, this.said);
    this.node.querySelector(".title").append(this.count);
    this.lay(model);
  }

  /** Takes the columns of which anything is known. */
  lay(model) {
    const columns = COLUMNS.filter((column) => column.isText || model.calls.some((call) => column.of(call) !== null));
    if (columns.length === this.columns.length) return;
    this.columns = columns;
    const whole = columns.reduce((sum, column) => sum + column.width, 0);
    this.widths.replaceChildren(...columns.map((column) => {
      const col = element("col");
      col.style.width = `${column.width / whole * 100}%`;
      return col;
    }));
    this.heads = columns.map((column) => element("th", { scope: "col", class: column.isText ? null : "n" },
      element("button", { click: () => this.sort(column) }, column.title)));
    this.head.replaceChildren(...this.heads);
  }

  show(calls) {
    this.calls = calls;
    this.chosen = null;
    this.grid.scrollTop = 0;
    this.arrange();
  }

  /** The same calls as they are now: what is seen and what is chosen stay. */
  update(model, calls) {
    this.lay(model);
    this.calls = calls;
    this.arrange();
  }

  sort(column) {
    const isSame = this.order.id === column.id;
    this.order = { id: column.id, isDown: isSame ? !this.order.isDown : !column.isText && column.id !== "begun" };
    this.arrange();
  }

  /** Sorts; what is not known stands last in either direction. */
  arrange() {
    const column = COLUMNS.find((column) => column.id === this.order.id);
    const sign = this.order.isDown ? -1 : 1;
    const natural = new Intl.Collator("en", { numeric: true }).compare;
    const compare = column.isText ? natural : (left, right) => left - right;
    const keyed = this.calls.map((call) => [column.of(call), call]);
    keyed.sort(([left, first], [right, second]) => {
      if (left === null || right === null) return (left === null) - (right === null) || first.place - second.place;
      return sign * compare(left, right) || first.place - second.place;
    });
    this.sorted = keyed.map(([, call]) => call);
    this.table.setAttribute("aria-rowcount", String(this.sorted.length + 1));
    this.columns.forEach((column, place) => {
      const direction = this.order.isDown ? "descending" : "ascending";
      this.heads[place].setAttribute("aria-sort", column.id === this.order.id ? direction : "none");
      this.heads[place].firstChild.textContent = column.title + (column.id === this.order.id ? (this.order.isDown ? " ↓" : " ↑") : "");
    });
    this.count.textContent = text.plural(this.sorted.length, "call");
    this.drawn = null;
    this.draw();
  }

  press(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -Infinity, End: Infinity };
    const place = this.sorted.findIndex((call) => call.path === this.chosen);
    if (event.key === "Enter" && event.target === this.grid) return this.choose(place, true);
    if (steps[event.key] === undefined || this.sorted.length === 0) return;
    event.preventDefault();
    this.choose(Math.min(Math.max(place + steps[event.key], 0), this.sorted.length - 1), false);
  }

  choose(place, isOpened) {
    const call = this.sorted[place];
    if (!call) return;
    this.chosen = call.path;
    this.said.textContent = `${call.path}, ${call.state}, ${place + 1} of ${this.sorted.length}`;
    const [top, bottom] = [place * ROW, (place + 1) * ROW + 36];
    if (top < this.grid.scrollTop) this.grid.scrollTop = top;
    if (bottom > this.grid.scrollTop + this.grid.clientHeight) this.grid.scrollTop = bottom - this.grid.clientHeight;
    this.drawn = null;
    this.draw();
    if (isOpened) this.open(call);
  }

  // MARK: Drawing

  draw() {
    const isPrinted = this.printed > 0;
    const first = isPrinted ? 0 : Math.max(0, Math.floor(this.grid.scrollTop / ROW) - 8);
    const count = isPrinted ? this.printed : Math.ceil((this.grid.clientHeight || 600) / ROW) + 16;
    const last = Math.min(this.sorted.length, first + count);
    const key = `${first}-${last}`;
    if (this.drawn === key) return;
    this.drawn = key;
    const rows = [];
    for (let place = first; place < last; place += 1) rows.push(this.row(this.sorted[place], place));
    if (rows.length === 0) rows.push(element("tr", {}, element("td", { colspan: this.columns.length, class: "empty" }, "No call is like that.")));
    const gap = (height) => {
      const cell = element("td", { colspan: this.columns.length });
      cell.style.height = `${height}px`;
      return element("tr", { class: "space", "aria-hidden": "true" }, cell);
    };
    this.body.replaceChildren(gap(first * ROW), ...rows, gap(isPrinted ? 0 : (this.sorted.length - last) * ROW));
  }

  row(call, place) {
    return element("tr", { "data-place": place, class: call.path === this.chosen ? "chosen" : null, "aria-rowindex": place + 2 },
      this.columns.map((column) => {
        const value = column.of(call);
        if (column.id === "state") return element("td", {}, stateMark(call.state));
        if (column.isText) return element("td", { title: value }, value);
        return element("td", { class: "n" }, value === null ? "–" : column.write(value));
      }));
  }

  /** All rows up to a number, for paper; 0 goes back to the screen. */
  print(count) {
    this.printed = count;
    this.drawn = null;
    this.draw();
  }
}

// MARK: One call

class Sheet {
  constructor(model) {
    this.model = model;
    this.node = element("aside", { class: "sheet hidden", role: "dialog", "aria-label": "A call", tabindex: "-1" });
  }

  open(call) {
    tip.hide();
    this.before = document.activeElement;
    const close = element("button", { class: "close", "aria-label": "Close", click: () => this.close() }, "✕");
    const [message, advice] = splitAdvice(call.message && withoutCall(call.message, call.path));
    this.node.replaceChildren(close, element("h3", {}, call.path), stateMark(call.state),
      facts([
        ["Begun", `${text.time(this.model.run.begun + call.begun)}, after ${text.duration(call.begun)}`],
        ["Results of", call.cached], ["Details", element("code", {}, `martlet show ${this.model.run.name} '${call.path}'`)],
      ]), message && call.state !== "done" ? element("pre", {}, message) : null,
      advice && element("p", { class: "note" }, "Help: ", advice), ...call.attempts.map((attempt) => element("div", {},
        element("h4", {}, `Attempt ${attempt.number} on ${attempt.environment}`), attemptFacts(attempt))));
    this.node.classList.remove("hidden");
    this.node.scrollTop = 0;
    close.focus();
  }

  close() {
    this.node.classList.add("hidden");
    this.before?.focus?.();
  }
}

/** All that the journal tells of an attempt. */
function attemptFacts(attempt) {
  const usage = [
    ["Peak memory", attempt.peak && `${text.size(attempt.peak)}${attempt.memory ? ` (${text.percent(attempt.peak / attempt.memory)} of what was asked for)` : ""}`],
    ["Processor", attempt.processor !== null && attempt.ran > 0
      ? `${text.duration(attempt.processor)} (${text.percent(attempt.processor / attempt.ran / attempt.cpu)} of ${text.cores(attempt.cpu)})` : null],
    ["Read, written", attempt.read === null && attempt.written === null ? null : `${text.size(attempt.read)}, ${text.size(attempt.written)}`],
    ["Disk", attempt.disk === null ? null : text.size(attempt.disk)],
  ];
  const ending = attempt.ending && attempt.state !== "done" ? attempt.ending.slice(0, 2).filter(Boolean).join(": ") : null;
  return facts([
    ["State", stateMark(attempt.state)], ["Ended", ending], ["Help", ending && attempt.ending[2]],
    ["Asked for", `${text.cores(attempt.cpu)} cpu${attempt.memory ? `, ${text.size(attempt.memory)}` : ""}`],
    ["Image", attempt.image], ["Waited", text.duration(attempt.waited)], ["Because", attempt.reasons.join("; ")],
    ["Ran", attempt.running === null ? null : text.duration(attempt.ran)],
    ["Bringing files", attempt.staged === null ? null : text.duration(attempt.staged)], ...usage,
    ["Job", attempt.handle && element("span", { class: "mono" }, attempt.handle)],
    ["Files", attempt.folder && element("span", { class: "mono" }, attempt.folder)],
  ]);
}
