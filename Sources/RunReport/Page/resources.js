// How long attempts ran and what they used, by call: each a dot, with a box from the first to the third quarter.

const METRICS = [
  { id: "ran", title: "Run time", of: (attempt) => attempt.state === "queued" ? null : attempt.ran, write: text.duration, step: niceStep },
  { id: "waited", title: "Waiting", of: (attempt) => attempt.waited, write: text.duration, step: niceStep },
  { id: "staged", title: "Bringing files", of: (attempt) => attempt.staged, write: text.duration, step: niceStep },
  { id: "memory", title: "Memory", of: (attempt) => attempt.peak, asked: (attempt) => attempt.memory, write: text.size, step: sizeStep },
  { id: "cores", title: "Cores", of: (attempt) => attempt.processor === null || !attempt.ran ? null : attempt.processor / attempt.ran,
    asked: (attempt) => attempt.cpu, write: text.cores, step: roundStep },
  { id: "read", title: "Read", of: (attempt) => attempt.read, write: text.size, step: sizeStep },
  { id: "written", title: "Written", of: (attempt) => attempt.written, write: text.size, step: sizeStep },
  { id: "disk", title: "Disk", of: (attempt) => attempt.disk, write: text.size, step: sizeStep },
];
const MOST_DOTS = 240;

function drawResources(model, open) {
  const metrics = METRICS.filter((metric) => model.attempts.some((attempt) => metric.of(attempt) !== null));
  if (metrics.length === 0) return null;
  const plots = element("div", { class: "chart plots" });
  const buttons = metrics.map((metric) => element("button", {
    "aria-pressed": "false", click: (event) => choose(metric, event.currentTarget),
  }, metric.title));
  const choose = (metric, button) => {
    for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    plots.replaceChildren(...plotRows(model, metric, open));
  };
  choose(metrics[0], buttons[0]);
  return section("resources", "Resources", "of each attempt; the box spans the middle half, the line is the median",
    element("div", { class: "tabs" }, buttons), plots);
}

function plotRows(model, metric, open) {
  const rows = [...model.byName].map(([name, calls]) => {
    const attempts = calls.flatMap((call) => call.attempts).filter((attempt) => metric.of(attempt) !== null);
    return { name, attempts, values: sorted(attempts.map(metric.of)), asked: metric.asked ? sorted(attempts.map(metric.asked)) : [] };
  }).filter((row) => row.values.length > 0);
  const largest = Math.max(...rows.map((row) => Math.max(row.values[row.values.length - 1], row.asked[row.asked.length - 1] ?? 0)), 1e-9);
  const step = metric.step(largest, 4);
  const most = Math.ceil(largest / step) * step;
  const drawn = rows.map((row) => element("div", { class: "row" },
    element("div", { class: "label", title: row.name }, row.name), element("div", { class: "plot" }, plot(row, metric, most, open)),
    element("div", { class: "value" }, metric.write(quantile(row.values, 0.5)), askedNote(row, metric))));
  const ticks = Array.from({ length: Math.round(most / step) + 1 }, (_, place) => shape("text", {
    x: `${place * step / most * 100}%`, y: 14, "font-size": 11, fill: "var(--muted)",
    "text-anchor": place === 0 ? "start" : place * step >= most ? "end" : "middle",
  }, place === 0 ? "0" : metric.write(place * step)));
  const axis = element("div", { class: "row" }, element("div"), element("div", { class: "plot" },
    shape("svg", { class: "axis", "aria-hidden": "true" }, ticks)), element("div"));
  return [...drawn, axis];
}

/** One, two or five times a power of ten. */
function roundStep(span, parts) {
  const power = 10 ** Math.floor(Math.log10(span / parts));
  return power * ([1, 2, 5].find((factor) => span / parts <= factor * power) ?? 10);
}

/** A power of two. */
function sizeStep(span, parts) {
  return 2 ** Math.ceil(Math.log2(span / parts));
}

function askedNote(row, metric) {
  if (row.asked.length === 0) return null;
  const shares = sorted(row.attempts.map((attempt) => metric.asked(attempt) ? metric.of(attempt) / metric.asked(attempt) : null));
  const share = shares.length === 0 ? "" : ` · ${text.percent(quantile(shares, 0.5))} used`;
  return element("div", { class: "asked" }, `of ${range(row.asked, metric.write)}${share}`);
}

/** A box with whiskers over a strip of dots. Widths are in percent, so that it fits any page. */
function plot(row, metric, most, open) {
  const x = (value) => `${(value / most * 100).toFixed(3)}%`;
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(row.values, share));
  const last = row.values[row.values.length - 1];
  const label = `${row.name}: median ${metric.write(middle)}, ${metric.write(row.values[0])} to ${metric.write(last)}`;
  const svg = shape("svg", { role: "img", "aria-label": label });
  svg.append(shape("line", { x1: "0%", x2: "100%", y1: 17, y2: 17, stroke: "var(--line)" }));
  for (const asked of row.asked.length > 0 ? new Set([row.asked[0], row.asked[row.asked.length - 1]]) : []) {
    svg.append(shape("line", { x1: x(asked), x2: x(asked), y1: 3, y2: 31, stroke: "var(--muted)", "stroke-dasharray": "3 3" },
      shape("title", {}, `asked for: ${metric.write(asked)}`)));
  }
  const step = Math.max(1, Math.ceil(row.attempts.length / MOST_DOTS));
  for (let place = 0; place < row.attempts.length; place += step) svg.append(dot(row.attempts[place], row.values.length > 2 ? place : 1, metric, x, open));
  if (row.values.length > 2) {
    const width = `${Math.max((high - low) / most * 100, 0.15).toFixed(3)}%`;
    svg.append(shape("rect", { x: x(low), y: 9, width, height: 16, rx: 2, fill: "var(--running)", "fill-opacity": 0.16,
      stroke: "var(--running)", "pointer-events": "none" }),
    shape("line", { x1: x(middle), x2: x(middle), y1: 7, y2: 27, stroke: "var(--mark)", "stroke-width": 2, "pointer-events": "none" }));
  }
  return svg;
}

function dot(attempt, place, metric, x, open) {
  const value = metric.of(attempt);
  const isBad = attempt.state === "failed" || attempt.state === "lost";
  return shape("circle", {
    cx: x(value), cy: 17 + ((place * 7) % 15) - 7, r: isBad ? 2.8 : 2.2, fill: `var(--${isBad ? attempt.state : "running"})`,
    "fill-opacity": isBad ? 0.9 : 0.45, click: () => open(attempt.call),
  }, shape("title", {}, `${attempt.call.path}: ${metric.write(value)}`));
}
