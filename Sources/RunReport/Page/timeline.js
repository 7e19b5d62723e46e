// When what waited, was staged and ran: a lane for each call, drawn on a canvas, and above it how many ran at once.

const LABELS = { dense: 3, normal: 18 };
const GUTTER = 168;

class Timeline {
  /** @param open called with a call that was chosen. */
  constructor(model, open) {
    Object.assign(this, { model, open, calls: [], view: [0, model.end], size: "normal", hovered: null });
    this.load = element("canvas", { "aria-hidden": "true" });
    this.canvas = element("canvas", {
      tabindex: "0", role: "img", "aria-label": "Timeline of calls; plus, minus and the arrow keys change what is shown",
    });
    this.space = element("div");
    this.lanes = element("div", { class: "lanes" }, this.canvas, this.space);
    const button = (label, title, act) => element("button", { title, "aria-label": title, click: act }, label);
    this.dense = element("button", { title: "Thin lanes without names", click: () => this.resize("dense") }, "Dense");
    this.normal = element("button", { title: "Lanes with names", click: () => this.resize("normal") }, "Names");
    this.marks = element("div", { class: "legend" }, this.legend());
    this.node = section("timeline", "Timeline", null,
      element("div", { class: "legend" }, this.marks,
        element("div", { class: "tools" }, this.dense, this.normal, button("+", "Zoom in", () => this.zoom(0.5)),
          button("−", "Zoom out", () => this.zoom(2)), button("⟷", "The whole run", () => this.look(0, this.model.end)))),
      element("div", { class: "chart" }, this.load, this.lanes));
    this.node.querySelector(".legend").style.marginBottom = "10px";
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.lanes);
  }

  legend() {
    const parts = [["waiting", "waits"], ["staging", "brings and keeps files"], ["running", "runs"], ["failed", "failed"],
      ["lost", "lost its machine"], ["cancelled", "cancelled"], ["cached", "from the cache"]];
    const has = {
      staging: this.model.attempts.some((attempt) => attempt.parts !== null),
      failed: this.model.attempts.some((attempt) => attempt.state === "failed"),
      lost: this.model.attempts.some((attempt) => attempt.state === "lost"),
      cancelled: this.model.attempts.some((attempt) => attempt.state === "cancelled" || attempt.state === "left"),
      cached: this.model.calls.some((call) => call.cached !== null),
    };
    return parts.filter(([name]) => has[name] !== false).map(([name, label]) => {
      const mark = element("i");
      mark.style.background = `var(--${name})`;
      return element("span", {}, mark, label);
    });
  }

  /** Shows these calls, in the order in which they began. */
  show(calls) {
    this.calls = [...calls].sort((left, right) => left.begun - right.begun);
    this.starts = null;
    if (!this.isSized) this.size = this.calls.length > 120 ? "dense" : "normal";
    this.draw();
  }

  /** The same calls as they are now; who looked at the whole run still does. */
  update(model, calls) {
    const [from, to] = this.view;
    const isWhole = from === 0 && to === this.model.end;
    this.model = model;
    this.view = isWhole ? [0, model.end] : [Math.min(from, model.end), Math.min(to, model.end)];
    this.marks.replaceChildren(...this.legend());
    this.show(calls);
  }

  resize(size) {
    this.isSized = true;
    this.size = size;
    this.draw();
  }

  // MARK: What is shown

  look(from, to) {
    const least = Math.max(10, this.model.end / 100_000);
    const span = Math.min(Math.max(to - from, least), this.model.end);
    const start = Math.min(Math.max(from, 0), this.model.end - span);
    this.view = [start, start + span];
    this.draw();
  }

  zoom(factor, at = 0.5) {
    const [from, to] = this.view;
    const middle = from + (to - from) * at;
    this.look(middle - (middle - from) * factor, middle + (to - middle) * factor);
  }

  move(share) {
    const span = (this.view[1] - this.view[0]) * share;
    if (span < 0) this.look(Math.max(0, this.view[0] + span), Math.max(0, this.view[0] + span) + this.view[1] - this.view[0]);
    else this.look(this.view[0] + span, this.view[1] + span);
  }

  get gutter() {
    return this.size === "normal" ? Math.min(GUTTER, this.lanes.clientWidth * 0.3) : 12;
  }

  x(time) {
    const [from, to] = this.view;
    return this.gutter + (time - from) / (to - from) * (this.lanes.clientWidth - this.gutter - 12);
  }

  // MARK: Listening

  listen() {
    this.lanes.addEventListener("scroll", () => this.draw(), { passive: true });
    this.canvas.addEventListener("keydown", (event) => {
      const acts = {
        "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), "-": () => this.zoom(2), 0: () => this.look(0, this.model.end),
        ArrowLeft: () => this.move(-0.25), ArrowRight: () => this.move(0.25),
        ArrowUp: () => this.lanes.scrollBy(0, -90), ArrowDown: () => this.lanes.scrollBy(0, 90),
      };
      if (!acts[event.key] || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      acts[event.key]();
    });
    this.canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      const at = (event.offsetX - this.gutter) / (this.lanes.clientWidth - this.gutter);
      this.zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, Math.min(Math.max(at, 0), 1));
    }, { passive: false });
    this.canvas.addEventListener("dblclick", (event) => this.zoom(0.4, (event.offsetX - this.gutter) / (this.lanes.clientWidth - this.gutter)));
    this.drag();
  }

  drag() {
    let start = null;
    this.canvas.addEventListener("pointerdown", (event) => {
      start = { x: event.clientX, view: this.view, isMoved: false };
      if (event.pointerType === "mouse") this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (start === null) return this.hover(event);
      const shift = event.clientX - start.x;
      if (Math.abs(shift) < 4 && !start.isMoved) return;
      start.isMoved = true;
      const time = shift / (this.lanes.clientWidth - this.gutter) * (start.view[1] - start.view[0]);
      const from = Math.min(Math.max(start.view[0] - time, 0), this.model.end - (start.view[1] - start.view[0]));
      this.look(from, from + start.view[1] - start.view[0]);
    });
    const end = (event) => {
      const call = start !== null && !start.isMoved && event.type === "pointerup" ? this.at(event) : null;
      start = null;
      if (call) this.open(call);
    };
    this.canvas.addEventListener("pointerup", end);
    this.canvas.addEventListener("pointercancel", end);
    this.canvas.addEventListener("pointerleave", () => {
      tip.hide();
      start = null;
    });
  }

  at(event) {
    return this.calls[Math.floor((event.offsetY + this.lanes.scrollTop - 4) / LABELS[this.size])] ?? null;
  }

  hover(event) {
    const call = this.at(event);
    this.canvas.style.cursor = call ? "pointer" : "default";
    if (!call) return tip.hide();
    const last = call.attempts[call.attempts.length - 1];
    tip.show(event, call.path, [
      `${call.state}${call.attempts.length > 1 ? ` after ${call.attempts.length} attempts` : ""}`,
      last ? `waited ${text.duration(call.waited)}, ran ${text.duration(call.ran)}` : null,
      last?.ending && last.state !== "done" ? `${last.ending[0]}: ${last.ending[1]}`.slice(0, 160) : null,
      call.cached ? `its results are those of ${call.cached}` : null,
    ].filter(Boolean));
  }

  // MARK: Drawing

  draw() {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.drawNow();
    });
  }

  drawNow() {
    const width = this.lanes.clientWidth;
    if (width === 0) return;
    const lane = LABELS[this.size];
    const whole = this.calls.length * lane + 8;
    const height = Math.max(60, Math.min(whole, Math.round(window.innerHeight * 0.55)));
    this.lanes.style.height = `${height}px`;
    this.space.style.height = `${Math.max(0, whole - height)}px`;
    this.dense.setAttribute("aria-pressed", String(this.size === "dense"));
    this.normal.setAttribute("aria-pressed", String(this.size === "normal"));
    const color = palette();
    const context = sharp(this.canvas, width, height);
    this.drawGrid(context, height, color, false);
    const first = Math.max(0, Math.floor((this.lanes.scrollTop - 4) / lane));
    const last = Math.min(this.calls.length, first + Math.ceil(height / lane) + 1);
    for (let place = first; place < last; place += 1) {
      this.drawLane(context, this.calls[place], place * lane + 4 - this.lanes.scrollTop, lane, color);
    }
    this.drawLoad(width, color);
  }

  drawLane(context, call, y, lane, color) {
    const bar = lane > 8 ? lane - 6 : lane - 0.6;
    const top = y + (lane - bar) / 2;
    if (lane > 8) {
      context.fillStyle = color("text");
      context.textAlign = "right";
      context.textBaseline = "middle";
      context.font = "12px system-ui, sans-serif";
      context.fillText(shortened(context, call.path, this.gutter - 18), this.gutter - 8, y + lane / 2);
    }
    context.save();
    context.beginPath();
    context.rect(this.gutter, y, this.lanes.clientWidth - this.gutter, lane);
    context.clip();
    const part = (from, to, name, height = bar) => {
      if (to < this.view[0] || from > this.view[1]) return;
      const left = this.x(from);
      context.fillStyle = color(name);
      context.fillRect(left, top + (bar - height) / 2, Math.max(this.x(to) - left, from === to ? 0 : 1), height);
    };
    for (const attempt of call.attempts) this.drawAttempt(attempt, part, lane > 8 ? bar * 0.4 : bar);
    if (call.cached) {
      context.fillStyle = color("cached");
      context.fillRect(this.x(call.since) - 2, top, lane > 8 ? 5 : 3, bar);
    }
    context.restore();
  }

  drawAttempt(attempt, part, thin) {
    const begun = attempt.running ?? attempt.last;
    part(attempt.prepared, begun, "waiting", thin);
    if (attempt.running === null) return;
    const names = { failed: "failed", lost: "lost", cancelled: "cancelled", left: "cancelled" };
    const name = names[attempt.state] ?? "running";
    if (attempt.parts === null) return part(attempt.running, attempt.last, name);
    part(attempt.running, attempt.parts.run, "staging");
    part(attempt.parts.run, attempt.parts.out, name);
    part(attempt.parts.out, attempt.parts.end, "staging");
    part(attempt.parts.end, attempt.last, "waiting", thin);
  }

  drawGrid(context, height, color, isLabelled) {
    const [from, to] = this.view;
    const step = niceStep(to - from, this.lanes.clientWidth / 110);
    context.strokeStyle = color("line");
    context.lineWidth = 1;
    context.fillStyle = color("muted");
    context.font = "11px system-ui, sans-serif";
    context.textAlign = "left";
    context.textBaseline = "top";
    for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
      const x = Math.round(this.x(time)) + 0.5;
      context.beginPath();
      context.moveTo(x, 0);
      context.lineTo(x, height);
      context.stroke();
      if (isLabelled && x < this.lanes.clientWidth - 44) context.fillText(time === 0 ? "0" : text.duration(time), x + 4, 4);
    }
  }

  /** How many of the shown calls' attempts ran at once. */
  drawLoad(width, color) {
    const height = 92;
    const context = sharp(this.load, width, height);
    this.drawGrid(context, height, color, true);
    this.starts ??= changesOf(this.calls);
    const { times, counts, most } = this.starts;
    if (most === 0) return;
    const top = 40;
    const y = (count) => height - count / most * (height - top);
    context.fillStyle = color("running");
    context.globalAlpha = 0.3;
    context.beginPath();
    context.moveTo(this.gutter, height);
    let count = 0;
    const drawn = (x) => {
      context.lineTo(x, y(count));
    };
    for (let place = 0; place < times.length; place += 1) {
      const x = Math.min(Math.max(this.x(times[place]), this.gutter), width - 12);
      drawn(x);
      count = counts[place];
      drawn(x);
    }
    context.lineTo(Math.min(this.x(this.model.end), width - 12), y(count));
    context.lineTo(width - 12, height);
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = color("muted");
    context.textAlign = "right";
    context.fillText(`at most ${text.count(most)} at once`, width - 14, 22);
  }
}

/** When the number of attempts that run changes, and what it is from then on. */
function changesOf(calls) {
  const changes = [];
  for (const call of calls) {
    for (const attempt of call.attempts) {
      if (attempt.running !== null) changes.push([attempt.running, 1], [attempt.last, -1]);
    }
  }
  changes.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
  const times = [];
  const counts = [];
  let count = 0;
  let most = 0;
  for (const [time, change] of changes) {
    count += change;
    most = Math.max(most, count);
    times.push(time);
    counts.push(count);
  }
  return { times, counts, most };
}

/** A round number of milliseconds that parts a span into about so many. */
function niceStep(span, parts) {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5, 72e5,
    108e5, 216e5, 432e5, 864e5, 1728e5, 6048e5];
  return steps.find((step) => span / step <= Math.max(parts, 2)) ?? Math.ceil(span / parts / 864e5) * 864e5;
}

/** A text that is no wider, cut in its middle. */
function shortened(context, label, width) {
  if (context.measureText(label).width <= width) return label;
  let kept = label.length;
  const cut = () => `${label.slice(0, Math.ceil(kept / 2))}…${label.slice(label.length - Math.floor(kept / 2))}`;
  while (kept > 2 && context.measureText(cut()).width > width) kept -= 1;
  return cut();
}
