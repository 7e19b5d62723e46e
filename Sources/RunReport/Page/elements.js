// Elements of the page. Texts are always texts: nothing here takes markup.

/** `element("td", { class: "n" }, "12")`; what is null is left out. A function as an attribute listens: `click`. */
function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined) node.append(child);
  return node;
}

function section(id, title, note, ...children) {
  return element("section", { id, "aria-labelledby": `${id}-title` },
    element("div", { class: "title" }, element("h2", { id: `${id}-title` }, title), note === null ? null :
      element("span", { class: "note" }, note)), ...children);
}

/** A description list of what is known. */
function facts(pairs) {
  return element("dl", { class: "facts" }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function stateMark(state) {
  const dot = element("i", { class: "dot" });
  dot.style.background = stateColor(state);
  return element("span", { class: "state" }, dot, state);
}

const stateColor = (state) => `var(--${state === "left" ? "lost" : state === "done" ? "good" : state})`;

/** The colours of the page for drawing on a canvas, which differ from light to dark. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

/** A canvas that is as sharp as the screen. Gives its context with the size in CSS pixels. */
function sharp(canvas, width, height) {
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

const tip = {
  node: null,
  show(event, title, lines) {
    if (this.node === null) document.body.append(this.node = element("div", { class: "tip", role: "tooltip" }));
    this.node.replaceChildren(element("b", {}, title), ...lines.map((line) => element("div", {}, line)));
    const x = Math.min(event.clientX + 14, window.innerWidth - this.node.offsetWidth - 8);
    const y = event.clientY + 18 + this.node.offsetHeight > window.innerHeight
      ? event.clientY - this.node.offsetHeight - 12 : event.clientY + 18;
    this.node.style.left = `${Math.max(8, x)}px`;
    this.node.style.top = `${Math.max(8, y)}px`;
  },
  hide() {
    this.node?.remove();
    this.node = null;
  },
};
