// What went wrong, and why attempts waited: groups of what is alike.

const MOST_GROUPS = 40;

function drawTroubles(model, choose, open) {
  const groups = troubleGroups(model.attempts);
  const failures = failureGroups(model.calls);
  const waits = waitGroups(model.attempts);
  if (groups.length + failures.length + waits.length + model.run.warnings.length === 0) return null;
  const parts = [];
  if (failures.length > 0) {
    parts.push(element("h3", {}, "Calls that failed"), element("div", { class: "troubles" },
      failures.slice(0, MOST_GROUPS).map((group) => failureBlock(group, choose, open)), more(failures)));
  }
  if (groups.length > 0) {
    parts.push(element("h3", {}, "Attempts that did not succeed"), element("div", { class: "troubles" },
      groups.slice(0, MOST_GROUPS).map((group) => endingBlock(group, choose, open)), more(groups)));
  }
  if (waits.length > 0) parts.push(element("h3", {}, "Why attempts waited"), waitTable(waits, choose));
  if (model.run.warnings.length > 0) {
    parts.push(element("h3", {}, "Warnings"), element("div", { class: "troubles" }, model.run.warnings.map((warning) =>
      element("div", { class: "trouble lost" }, element("pre", {}, warning)))));
  }
  for (const part of parts) if (part.tagName === "H3") part.style.margin = "14px 0 8px";
  return section("troubles", "Troubles", null, ...parts);
}

const more = (groups) => groups.length > MOST_GROUPS
  ? element("div", { class: "note" }, `and ${text.plural(groups.length - MOST_GROUPS, "more kind")}`) : null;

/** Without what differs from attempt to attempt: ids, numbers, indices. */
function alike(reason) {
  return reason.replace(/[0-9a-f]{8}-[0-9a-f-]{20,}/g, "…").replace(/\bi-[0-9a-f]{8,}/g, "i-…").replace(/[0-9a-f]{16,}/g, "…")
    .replace(/\d+/g, "#");
}

function grouped(items, keyOf, make) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, { ...make(item), items: [] });
    groups.get(key).items.push(item);
  }
  return [...groups.values()].sort((left, right) => right.items.length - left.items.length);
}

function troubleGroups(attempts) {
  const bad = attempts.filter((attempt) => attempt.ending && attempt.state !== "done");
  return grouped(bad, (attempt) => `${attempt.ending[0]}\n${alike(attempt.ending[1])}`, (attempt) => ({
    kind: attempt.ending[0], reason: attempt.ending[1], advice: attempt.ending[2], state: attempt.state,
  }));
}

function failureGroups(calls) {
  const failed = calls.filter((call) => call.state === "failed" && call.message);
  const body = (call) => withoutCall(call.message, call.path);
  return grouped(failed, (call) => alike(body(call)), (call) => ({ message: body(call) }));
}

/** A message without the words that say which call it is of. */
function withoutCall(message, path) {
  const beginning = `call ${path} failed: `;
  return message.startsWith(beginning) ? message.slice(beginning.length) : message;
}

function waitGroups(attempts) {
  const waits = attempts.flatMap((attempt) => attempt.reasons.map((reason) => ({ attempt, reason })));
  return grouped(waits, (wait) => alike(wait.reason), (wait) => ({ reason: wait.reason }));
}

const callsOf = (attempts) => [...new Set(attempts.map((attempt) => attempt.call))];

function failureBlock(group, choose, open) {
  const [message, advice] = splitAdvice(group.message);
  const [first, ...rest] = message.split("\n");
  return element("div", { class: "trouble" }, element("div", { class: "head" }, callLinks(group.items, choose, open, first)),
    element("pre", {}, first), rest.length > 0 ? element("details", { open: group.items.length < 3 },
      element("summary", { class: "note" }, "what it said"), element("pre", {}, rest.join("\n"))) : null,
    advice && element("p", { class: "advice" }, element("b", {}, "Help: "), advice));
}

function endingBlock(group, choose, open) {
  const calls = callsOf(group.items);
  const recovered = calls.filter((call) => call.state === "done").length;
  return element("div", { class: `trouble ${group.state}` },
    element("div", { class: "head" }, element("b", {}, group.kind), element("span", { class: "note" },
      `${text.plural(group.items.length, "attempt")}, ${text.plural(calls.length, "call")}` +
      (recovered > 0 ? `, ${text.count(recovered)} of them succeeded later` : "")), callLinks(calls, choose, open, group.kind)),
    group.reason ? element("pre", {}, group.reason) : null,
    group.advice ? element("p", { class: "advice" }, element("b", {}, "Help: "), group.advice) : null);
}

function callLinks(calls, choose, open, label) {
  if (calls.length === 1) return element("button", { class: "link", click: () => open(calls[0]) }, calls[0].path);
  return element("button", { class: "link", click: () => choose(calls, label) }, `show ${text.plural(calls.length, "call")}`);
}

function waitTable(waits, choose) {
  const rows = waits.slice(0, MOST_GROUPS).map((group) => {
    const attempts = group.items.map((wait) => wait.attempt);
    const waited = sorted(attempts.map((attempt) => attempt.waited));
    return element("tr", {}, element("td", { class: "name" }, group.reason), number(text.count(attempts.length)),
      number(text.duration(quantile(waited, 0.5))), number(text.duration(waited[waited.length - 1])),
      element("td", {}, element("button", { class: "link", click: () => choose(callsOf(attempts), group.reason) }, "show")));
  });
  return element("div", { class: "scroll" }, element("table", {}, element("thead", {}, element("tr", {},
    ["Reason", "Attempts", "Waited: median", "longest", ""].map((title, place) =>
      element("th", { scope: "col", class: place === 0 ? null : "n" }, title)))), element("tbody", {}, rows)));
}
