// Which calls are shown: by words, by state, by name, or those that a part of the page has chosen.

class Filter {
  /** @param changed called with the calls that are left, and whether it is the run that changed. */
  constructor(changed) {
    Object.assign(this, { changed, model: null, words: "", chosen: null, label: "" });
    this.search = element("input", { type: "search", placeholder: "Search calls  ( / )", "aria-label": "Search calls" });
    this.states = element("select", { "aria-label": "State" });
    this.names = element("select", { "aria-label": "Call" });
    this.count = element("span", { class: "count", role: "status" });
    this.chip = element("button", { class: "hidden", title: "Show every call again", click: () => this.choose(null) });
    this.nodes = [this.chip, this.states, this.names, this.search, this.count];
    this.states.addEventListener("change", () => this.apply());
    this.names.addEventListener("change", () => this.apply());
    let pause = null;
    this.search.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        this.words = this.search.value;
        this.apply();
      }, 120);
    });
  }

  /** Goes on with what is known of the run now. */
  update(model) {
    if (this.chosen) {
      const paths = new Set(this.chosen.map((call) => call.path));
      this.chosen = model.calls.filter((call) => paths.has(call.path));
    }
    this.model = model;
    this.offer(this.states, "Every state", Object.keys(countStates(model.calls)));
    this.offer(this.names, "Every call", [...model.byName.keys()]);
    this.apply(true);
  }

  offer(node, all, values) {
    const chosen = node.value;
    if (chosen && !values.includes(chosen)) values.push(chosen);
    const offered = [...node.options].slice(1).map((option) => option.value);
    node.classList.toggle("hidden", values.length < 2);
    if (node.options.length > 0 && offered.join("\n") === values.join("\n")) return;
    node.replaceChildren(element("option", { value: "" }, all), ...values.map((value) => element("option", { value }, value)));
    node.value = chosen;
  }

  /** Shows the calls of a name, these calls, or with null all that the rest of the filter lets through. */
  choose(what, label = "") {
    if (typeof what === "string") this.names.value = what;
    this.chosen = typeof what === "string" ? null : what;
    this.chip.textContent = `✕ ${label.slice(0, 40)}`;
    this.apply();
  }

  apply(isUpdate = false) {
    const words = this.words.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = this.chosen && new Set(this.chosen);
    const [state, name, all] = [this.states.value, this.names.value, this.model.calls];
    const calls = all.filter((call) => (!state || call.state === state) && (!name || call.name === name) &&
      (!chosen || chosen.has(call)) && words.every((word) => wordsOf(call).includes(word)));
    this.count.textContent = calls.length === all.length ? text.count(calls.length)
      : `${text.count(calls.length)} of ${text.count(all.length)}`;
    this.chip.classList.toggle("hidden", !this.chosen);
    this.changed(calls, isUpdate);
  }
}

/** What a search looks at. */
function wordsOf(call) {
  call.words ??= [call.path, call.name, call.environment, call.message ?? "",
    ...call.attempts.map((attempt) => `${attempt.handle ?? ""} ${attempt.ending?.[0] ?? ""}`)].join(" ").toLowerCase();
  return call.words;
}
