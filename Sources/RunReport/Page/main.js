// Puts the parts together: one filter for the timeline and the table.

(function main() {
  const model = readModel(JSON.parse(document.getElementById("data").textContent));
  const sheet = new Sheet(model);
  const open = (call) => sheet.open(call);
  const timeline = new Timeline(model, open);
  const tasks = new Tasks(model, open);
  const filter = new Filter((calls) => {
    timeline.show(calls);
    tasks.show(calls);
  });

  function choose(what, label) {
    filter.choose(what, label);
    document.getElementById("calls").scrollIntoView();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") sheet.close();
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      filter.search.focus();
    }
  });

  const isEmpty = model.calls.length === 0;
  const parts = isEmpty ? [section("calls", "Calls", null, element("p", { class: "note" }, "No call has begun."))] : [
    drawSummary(model, choose), drawGraph(model, choose), timeline.node, drawResources(model, open),
    drawTroubles(model, choose, open), tasks.node,
  ].filter(Boolean);
  const links = parts.map((part) => element("a", { href: `#${part.id}` }, part.querySelector("h2").textContent));
  document.body.append(drawHeader(model), element("div", { class: isEmpty ? "bar hidden" : "bar" }, element("div", {},
    element("nav", { "aria-label": "Parts of the report" }, links), filter.nodes)),
  element("main", {}, parts), element("footer", {},
    `Written ${text.time(model.run.written)} by martlet. Times are those of this browser's zone; durations of retried calls add up their attempts.`), sheet.node);
  if (!isEmpty) filter.update(model);

  // Colours on canvases follow the scheme; on paper a table has no scroll bar.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => timeline.draw());
  matchMedia("print").addEventListener("change", () => timeline.drawNow());
  window.addEventListener("beforeprint", () => tasks.print(500));
  window.addEventListener("afterprint", () => tasks.print(0));
})();
