// Puts the parts together: one filter for the timeline and the table.

(function main() {
  const model = readModel(JSON.parse(document.getElementById("data").textContent));
  const sheet = new Sheet(model);
  const open = (call) => sheet.open(call);
  const timeline = new Timeline(model, open);
  const tasks = new Tasks(model, open);
  const filter = { words: "", state: "", name: "", chosen: null };

  const search = element("input", { type: "search", placeholder: "Search calls  ( / )", "aria-label": "Search calls" });
  const states = select("State", "Every state", Object.keys(countStates(model.calls)));
  const names = select("Call", "Every call", [...model.byName.keys()]);
  const count = element("span", { class: "count", role: "status" });
  const chip = element("button", { class: "hidden", title: "Show every call again" });

  function select(label, all, values) {
    const node = element("select", { "aria-label": label }, element("option", { value: "" }, all),
      values.map((value) => element("option", { value }, value)));
    if (values.length < 2) node.classList.add("hidden");
    return node;
  }

  function apply() {
    const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = filter.chosen && new Set(filter.chosen);
    const calls = model.calls.filter((call) => (!filter.state || call.state === filter.state) &&
      (!filter.name || call.name === filter.name) && (!chosen || chosen.has(call)) &&
      words.every((word) => matches(call, word)));
    count.textContent = calls.length === model.calls.length ? text.count(calls.length)
      : `${text.count(calls.length)} of ${text.count(model.calls.length)}`;
    chip.classList.toggle("hidden", !filter.chosen);
    timeline.show(calls);
    tasks.show(calls);
  }

  function matches(call, word) {
    call.words ??= [call.path, call.name, call.environment, call.message ?? "",
      ...call.attempts.map((attempt) => `${attempt.handle ?? ""} ${attempt.ending?.[0] ?? ""}`)].join(" ").toLowerCase();
    return call.words.includes(word);
  }

  function choose(what, label) {
    if (typeof what === "string") {
      filter.name = names.value = what;
      filter.chosen = null;
    } else {
      filter.chosen = what;
      chip.textContent = `✕ ${label.slice(0, 40)}`;
    }
    apply();
    document.getElementById("calls").scrollIntoView();
  }

  let pause = null;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      filter.words = search.value;
      apply();
    }, 120);
  });
  states.addEventListener("change", () => {
    filter.state = states.value;
    apply();
  });
  names.addEventListener("change", () => {
    filter.name = names.value;
    apply();
  });
  chip.addEventListener("click", () => {
    filter.chosen = null;
    apply();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") sheet.close();
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      search.focus();
    }
  });

  const isEmpty = model.calls.length === 0;
  const parts = isEmpty ? [section("calls", "Calls", null, element("p", { class: "note" }, "No call has begun."))] : [
    drawSummary(model, choose), drawGraph(model, choose), timeline.node, drawResources(model, open),
    drawTroubles(model, choose, open), tasks.node,
  ].filter(Boolean);
  const links = parts.map((part) => element("a", { href: `#${part.id}` }, part.querySelector("h2").textContent));
  document.body.append(drawHeader(model), element("div", { class: isEmpty ? "bar hidden" : "bar" }, element("div", {},
    element("nav", { "aria-label": "Parts of the report" }, links), chip, states, names, search, count)),
  element("main", {}, parts), element("footer", {},
    `Written ${text.time(model.run.written)} by martlet. Times are those of this browser's zone; durations of retried calls add up their attempts.`), sheet.node);
  if (!isEmpty) apply();

  // Colours on canvases follow the scheme; on paper a table has no scroll bar.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => timeline.draw());
  matchMedia("print").addEventListener("change", () => timeline.drawNow());
  window.addEventListener("beforeprint", () => tasks.print(500));
  window.addEventListener("afterprint", () => tasks.print(0));
})();
