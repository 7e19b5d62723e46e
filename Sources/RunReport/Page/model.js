// What the page knows: the data of the run, as objects, and how values are written.

/** Names of the states of calls by their numbers; 8 stands for an attempt whose machine was lost. */
const STATES = ["waiting", "queued", "running", "done", "cached", "failed", "cancelled", "skipped", "lost"];
const OPEN = 2;

/** The calls and attempts of the run. Times are milliseconds since its beginning. */
function readModel(data) {
  const isOver = data.run.state !== "running" && data.run.state !== "unknown";
  const end = data.run.latest - data.run.begun;
  const now = isOver ? end : Math.max(end, data.run.written - data.run.begun);
  const calls = data.calls.map(([name, path, state, begun, since, message, cached], place) => ({
    place, name: data.names[name], path, begun, since, message: message === null ? null : data.messages[message],
    cached: cached || null, attempts: [],
    // What was under way when the run ended is not under way any more.
    state: state <= OPEN && isOver ? "left" : STATES[state],
  }));
  const attempts = data.attempts.map((row) => readAttempt(data, calls, row, isOver, now));
  for (const call of calls) summarize(call, now);
  const byName = new Map();
  for (const call of calls) {
    if (!byName.has(call.name)) byName.set(call.name, []);
    byName.get(call.name).push(call);
  }
  return { run: data.run, calls, attempts, byName, end: Math.max(now, 1), graph: data.graph, costs: data.costs };
}

function readAttempt(data, calls, row, isOver, now) {
  const [place, number, environment, cpu, memory, image, prepared, running, ended, result, ending, stageIn, run, stageOut,
    end, peak, processor, read, written, disk, reasons, handle, folder] = row;
  const call = calls[place];
  const attempt = {
    call, number: number + 1, environment: data.environments[environment], cpu, memory,
    image: image === null ? null : data.images[image], prepared, running, ended, peak, processor, read, written, disk,
    reasons: reasons.map((place) => data.reasons[place]), handle, folder, parts: null,
    ending: ending === null ? null : data.endings[ending],
    state: result <= OPEN && isOver ? "left" : STATES[result],
  };
  attempt.last = ended ?? now;
  if (running !== null && run !== null) {
    // The clock of the attempt's machine may differ from that of the journal.
    const inside = (time) => Math.min(Math.max(time, running), attempt.last);
    attempt.parts = { run: inside(run), out: inside(stageOut ?? end ?? attempt.last), end: inside(end ?? attempt.last) };
    attempt.ran = Math.max(0, (stageOut ?? end ?? run) - run);
    attempt.staged = (stageIn === null ? 0 : Math.max(0, run - stageIn)) +
      (stageOut === null || end === null ? 0 : Math.max(0, end - stageOut));
  } else {
    attempt.ran = running === null ? null : Math.max(0, attempt.last - running);
    attempt.staged = null;
  }
  attempt.waited = Math.max(0, (running ?? attempt.last) - prepared);
  call.attempts.push(attempt);
  return attempt;
}

/** What the table shows of a call: sums over its attempts, and what its last one used. */
function summarize(call, now) {
  const last = call.attempts[call.attempts.length - 1];
  const known = (values) => values.filter((value) => value !== null && value !== undefined);
  const sum = (values) => values.length === 0 ? null : values.reduce((left, right) => left + right, 0);
  call.waited = sum(known(call.attempts.map((attempt) => attempt.waited)));
  call.ran = sum(known(call.attempts.map((attempt) => attempt.ran)));
  call.peak = last?.peak ?? null;
  call.memory = last?.memory ?? null;
  call.cpu = last?.cpu ?? null;
  call.load = last && last.processor !== null && last.ran > 0 ? last.processor / (last.ran * Math.max(last.cpu, 0.01)) : null;
  call.environment = last?.environment ?? "";
  call.last = last ? last.last : call.since;
  if (call.state === "running" || call.state === "queued" || call.state === "waiting") call.last = now;
}

/** Quantiles of sorted numbers. */
function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}

const sorted = (values) => values.filter((value) => value !== null && value !== undefined).sort((left, right) => left - right);

const text = {
  duration(milliseconds) {
    if (milliseconds === null || milliseconds === undefined) return "–";
    if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
    if (milliseconds < 60_000) return `${+(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
    const seconds = Math.round(milliseconds / 1000);
    const parts = [[Math.floor(seconds / 86_400), "d"], [Math.floor(seconds / 3600) % 24, "h"],
      [Math.floor(seconds / 60) % 60, "min"], [seconds % 60, "s"]];
    const first = parts.findIndex(([count]) => count > 0);
    return parts.slice(first, first + 2).filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join(" ");
  },
  size(bytes) {
    if (bytes === null || bytes === undefined) return "–";
    let unit = 0;
    let value = bytes;
    while (value >= 1024 && unit < 5) {
      value /= 1024;
      unit += 1;
    }
    return `${value >= 100 || unit === 0 ? Math.round(value) : +value.toFixed(1)} ${["B", "KiB", "MiB", "GiB", "TiB", "PiB"][unit]}`;
  },
  percent: (share) => share === null || share === undefined ? "–" : `${Math.round(share * 100)} %`,
  count: (number) => number.toLocaleString("en").replaceAll(",", "\u202f"),
  plural: (number, word) => `${text.count(number)} ${word}${number === 1 ? "" : "s"}`,
  cores: (number) => `${+number.toFixed(2)}`,
  time: (time) => new Date(time).toLocaleString("sv"),
};
