// The head of the page and the table of calls by name.

function drawHeader(model) {
  const run = model.run;
  const took = element("span", {}, `${run.state === "running" ? "for" : "took"} ${text.duration(model.end)}`);
  const header = element("header", {},
    element("div", { class: "over" },
      element("span", { class: `badge ${run.state}` }, run.state), element("span", {}, text.time(run.begun)), took),
    element("h1", {}, run.workflow || run.name),
    facts([
      ["Run", run.name], ["Folder", element("span", { class: "mono" }, run.folder)],
      ["Workflow", run.source && element("span", { class: "mono" }, run.source)],
      ["Command", run.command && element("code", {}, run.command)],
      ["Environments", run.environments.join(", ")],
      ["Resumed", run.resumed.map((time) => text.time(time)).join(", ")],
      ["martlet", run.version],
      ["Passed over", run.unread && `${text.plural(run.unread, "line")} of the journal that cannot be understood`],
    ]), failureBox(model), tiles(model));
  return header;
}

/** Why the run failed, and what to do about it. */
function failureBox(model) {
  const run = model.run;
  if (run.state === "succeeded" || run.state === "running") return null;
  const titles = {
    failed: "Why it failed", cancelled: "It was cancelled", left: "No process goes on with this run",
    unknown: "Nothing tells whether a process goes on with this run",
  };
  const [message, advice] = splitAdvice(run.message);
  return element("div", { class: "failure", role: "note" }, element("h3", {}, titles[run.state] ?? run.state),
    message && element("pre", {}, message),
    advice && element("p", { class: "advice" }, element("b", {}, "Help: "), advice),
    run.resuming && element("p", { class: "advice" }, "To go on with it: ", element("code", {}, run.resuming)));
}

/** A message and what stands behind `help:` in its last line. */
function splitAdvice(message) {
  if (!message) return [null, null];
  const place = message.lastIndexOf("\n  help: ");
  const isLast = place >= 0 && !message.slice(place + 1).includes("\n");
  return isLast ? [message.slice(0, place), message.slice(place + 9)] : [message, null];
}

function tiles(model) {
  const states = countStates(model.calls);
  const attempts = model.attempts;
  const retries = attempts.length - new Set(attempts.map((attempt) => attempt.call)).size;
  let asked = 0;
  let used = 0;
  let isMeasured = false;
  for (const attempt of attempts) {
    asked += (attempt.ran ?? 0) * attempt.cpu;
    if (attempt.processor !== null) {
      used += attempt.processor;
      isMeasured = true;
    }
  }
  const hours = (milliseconds) => milliseconds < 3_600_000 ? text.duration(milliseconds)
    : `${text.count(+(milliseconds / 3_600_000).toFixed(milliseconds < 360_000_000 ? 1 : 0))} h`;
  const tile = (value, label, isBad = false) => element("div", { class: isBad ? "tile bad" : "tile" },
    element("b", {}, value), element("span", { class: "note" }, label));
  const some = (state, label) => states[state] ? tile(text.count(states[state]), label, state === "failed") : null;
  return element("div", { class: "tiles" },
    tile(text.count(model.calls.length), model.calls.length === 1 ? "call" : "calls"),
    some("done", "done"), some("cached", "from the cache"), some("running", "running"),
    some("failed", "failed"), some("skipped", "skipped"), some("cancelled", "cancelled"), some("left", "left"),
    retries > 0 ? tile(text.count(retries), "repeated attempts") : null,
    tile(text.duration(model.end), "from beginning to end"),
    asked > 0 ? tile(hours(asked), "core time asked for") : null,
    isMeasured ? tile(hours(used), "core time used") : null,
    model.costs ? tile(`${model.costs.total} ${model.costs.currency}`, model.costs.note ?? "cost") : null);
}

/** How many calls are in each state that occurs, those that ended well first. */
function countStates(calls) {
  const counts = Object.fromEntries(["done", "cached", "running", "queued", "waiting", "failed", "cancelled", "skipped", "left"]
    .map((state) => [state, 0]));
  for (const call of calls) counts[call.state] += 1;
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

// MARK: By name

function drawSummary(model, choose) {
  const rows = [...model.byName].map(([name, calls]) => summaryOf(name, calls));
  const costs = model.costs?.calls;
  const has = (part) => rows.some((row) => row[part].length > 0);
  const columns = [
    { title: "Call", cell: (row) => element("td", { class: "name" },
      element("button", { class: "link", click: () => choose(row.name) }, row.name), stackOf(row)) },
    { title: "Calls", cell: (row) => number(text.count(row.calls.length), stateList(row)) },
    { title: "Attempts", cell: (row) => number(text.count(row.attempts)) },
    { title: "Ran: median", note: "least – most", isShown: has("ran"), cell: (row) => spread(row.ran, text.duration) },
    { title: "Waited: median", isShown: has("waited"), cell: (row) => spread(row.waited, text.duration) },
    { title: "Cores used", note: "of those asked for", isShown: has("load"), cell: (row) => used(row.load, row.cpu, text.cores) },
    { title: "Memory: peak", note: "of what was asked for", isShown: has("peak") || has("memory"),
      cell: (row) => peak(row) },
    { title: "Read", isShown: has("read"), cell: (row) => number(text.size(total(row.read))) },
    { title: "Written", isShown: has("written"), cell: (row) => number(text.size(total(row.written))) },
    { title: "Cost", isShown: Boolean(costs), cell: (row) => number(costs[row.name] ?? "–") },
  ].filter((column) => column.isShown !== false);
  const head = columns.map((column, place) => element("th", { class: place === 0 ? null : "n", scope: "col", title: column.note },
    column.title));
  return section("summary", "By call", null, element("div", { class: "scroll" }, element("table", {},
    element("thead", {}, element("tr", {}, head)),
    element("tbody", {}, rows.map((row) => element("tr", {}, columns.map((column) => column.cell(row))))))));
}

function summaryOf(name, calls) {
  const attempts = calls.flatMap((call) => call.attempts);
  const of = (part) => sorted(attempts.map(part));
  return {
    name, calls, attempts: attempts.length, states: countStates(calls), ran: of((each) => each.state === "queued" ? null : each.ran),
    waited: of((each) => each.waited), cpu: of((each) => each.cpu), memory: of((each) => each.memory),
    peak: of((each) => each.peak), read: of((each) => each.read), written: of((each) => each.written),
    load: of((each) => each.processor === null || !each.ran ? null : each.processor / each.ran),
    fill: of((each) => each.peak === null || !each.memory ? null : each.peak / each.memory),
  };
}

const total = (values) => values.length === 0 ? null : values.reduce((left, right) => left + right, 0);

function number(value, small = null) {
  return element("td", { class: "n" }, value, small && element("div", {}, element("small", {}, small)));
}

function spread(values, write) {
  if (values.length === 0) return number("–");
  const range = values.length > 1 ? `${write(values[0])} – ${write(values[values.length - 1])}` : null;
  return number(write(quantile(values, 0.5)), range);
}

function used(values, asked, write) {
  const wanted = asked.length === 0 ? null : range(asked, write);
  if (values.length === 0) return number("–", wanted && `of ${wanted}`);
  return number(write(quantile(values, 0.5)), wanted && `of ${wanted}`);
}

function peak(row) {
  const asked = row.memory.length === 0 ? null : range(row.memory, text.size);
  const most = row.peak.length === 0 ? "–" : text.size(row.peak[row.peak.length - 1]);
  const share = row.fill.length === 0 ? "" : ` (${text.percent(row.fill[row.fill.length - 1])})`;
  return number(most, asked && `of ${asked}${share}`);
}

function range(values, write) {
  const [least, most] = [write(values[0]), write(values[values.length - 1])];
  return least === most ? least : `${least} – ${most}`;
}

/** `9 done, 1 failed`, where not all are done. */
function stateList(row) {
  const states = Object.entries(row.states).filter(([state]) => state !== "done");
  return states.length === 0 ? null : states.map(([state, count]) => `${text.count(count)} ${state}`).join(", ");
}

function stackOf(row) {
  const stack = element("div", { class: "stack", "aria-hidden": "true" });
  for (const [state, count] of Object.entries(row.states)) {
    const part = element("i");
    part.style.width = `${count / row.calls.length * 100}%`;
    part.style.background = stateColor(state);
    stack.append(part);
  }
  return stack;
}
