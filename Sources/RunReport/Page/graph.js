// The calls of the workflow and which of them wait for which, in layers from above.

const BOX = { height: 58, gap: 30, layer: 54, least: 110, most: 290 };

function drawGraph(model, choose) {
  const graph = model.graph;
  if (!graph || graph.calls.length < 2) return null;
  const nodes = new Map(graph.calls.map((call, place) => [call.name, graphNode(model, call, place)]));
  const edges = graph.edges.map(([from, to]) => [nodes.get(from), nodes.get(to)]).filter(([from, to]) => from && to);
  for (const [from, to] of edges) {
    from.next.push(to);
    to.previous.push(from);
  }
  const layers = layered([...nodes.values()]);
  const ways = edges.map(([from, to]) => wayOf(from, to, layers));
  const width = placed(layers);
  const height = layers.length * (BOX.height + BOX.layer) - BOX.layer + 8;
  const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Graph of calls" });
  for (const way of ways) svg.append(...arrow(way));
  for (const node of nodes.values()) svg.append(box(node, choose));
  return section("graph", "Graph", "what waits for what", element("div", { class: "scroll graph" }, svg));
}

function graphNode(model, call, place) {
  const calls = model.byName.get(call.name) ?? [];
  const label = call.name.length > 34 ? `${call.name.slice(0, 16)}…${call.name.slice(-17)}` : call.name;
  const around = call.around.join(" · ");
  const small = around.length > 36 ? `${around.slice(0, 35)}…` : around;
  const node = { call, place, calls, label, small, around, next: [], previous: [], layer: 0, x: 0, y: 0 };
  const widest = Math.max(label.length * 7.6, small.length * 6.4, progress(node).length * 6.4);
  node.width = Math.min(Math.max(widest + 28, BOX.least), BOX.most);
  return node;
}

/** Each node one layer below the lowest that it waits for. */
function layered(nodes) {
  const waiting = new Map(nodes.map((node) => [node, node.previous.length]));
  const ready = nodes.filter((node) => node.previous.length === 0);
  for (let place = 0; place < ready.length; place += 1) {
    const node = ready[place];
    for (const next of node.next) {
      next.layer = Math.max(next.layer, node.layer + 1);
      waiting.set(next, waiting.get(next) - 1);
      if (waiting.get(next) === 0) ready.push(next);
    }
  }
  const layers = [];
  for (const node of nodes) (layers[node.layer] ??= []).push(node);
  return layers;
}

/** The nodes of an edge: between its ends a narrow one in each layer that it passes, so that it goes round boxes. */
function wayOf(from, to, layers) {
  const way = [from];
  for (let layer = from.layer + 1; layer < to.layer; layer += 1) {
    const node = { place: from.place, width: 12, isPassed: true, layer, next: [], previous: [way[way.length - 1]], x: 0, y: 0 };
    way[way.length - 1].next.push(node);
    layers[layer].push(node);
    way.push(node);
  }
  way[way.length - 1].next.push(to);
  to.previous.push(way[way.length - 1]);
  return [...way, to];
}

/** Orders each layer by where its neighbours stand, and gives places. Returns the width of it all. */
function placed(layers) {
  const middle = (nodes) => nodes.reduce((sum, node) => sum + node.order, 0) / nodes.length;
  for (const layer of layers) layer.forEach((node, place) => node.order = place);
  for (let round = 0; round < 6; round += 1) {
    const isDown = round % 2 === 0;
    for (const layer of isDown ? layers : [...layers].reverse()) {
      const wish = new Map(layer.map((node) => {
        const near = isDown ? node.previous : node.next;
        return [node, near.length === 0 ? node.order : middle(near)];
      }));
      layer.sort((left, right) => wish.get(left) - wish.get(right) || left.place - right.place);
      layer.forEach((node, place) => node.order = place);
    }
  }
  const widths = layers.map((layer) => layer.reduce((sum, node) => sum + node.width + BOX.gap, -BOX.gap));
  const whole = Math.max(...widths);
  layers.forEach((layer, place) => {
    let x = (whole - widths[place]) / 2 + 4;
    for (const node of layer) {
      node.x = x;
      node.y = place * (BOX.height + BOX.layer) + 4;
      x += node.width + BOX.gap;
    }
  });
  return whole + 8;
}

function arrow(way) {
  const middle = (node) => node.x + node.width / 2;
  const to = way[way.length - 1];
  let d = `M ${middle(way[0])} ${way[0].y + BOX.height}`;
  for (let place = 1; place < way.length; place += 1) {
    const [before, node] = [way[place - 1], way[place]];
    const [y1, y2] = [before.y + BOX.height, node === to ? node.y - 5 : node.y];
    const bend = Math.max(18, (y2 - y1) / 2);
    d += ` C ${middle(before)} ${y1 + bend}, ${middle(node)} ${y2 - bend}, ${middle(node)} ${y2}`;
    if (node.isPassed) d += ` V ${node.y + BOX.height}`;
  }
  const [x, y] = [middle(to), to.y - 5];
  return [shape("path", { d }), shape("path", { class: "tip-end", d: `M ${x - 4} ${y - 2} L ${x + 4} ${y - 2} L ${x} ${y + 5} Z` })];
}

function box(node, choose) {
  const act = () => node.calls.length > 0 && choose(node.call.name);
  const group = shape("g", {
    class: "call", tabindex: "0", role: "button", "aria-label": `${node.call.name}: ${progress(node)}`, click: act,
    keydown: (event) => event.key === "Enter" && act(),
  }, shape("title", {}, [node.call.name, node.around, progress(node)].filter(Boolean).join("\n")));
  const at = (attributes) => ({ x: node.x + node.width / 2, "text-anchor": "middle", ...attributes });
  group.append(shape("rect", { class: "box", x: node.x, y: node.y, width: node.width, height: BOX.height, rx: 9 }),
    shape("text", at({ y: node.y + (node.small ? 18 : 22), "font-weight": 600 }), node.label));
  if (node.small) group.append(shape("text", at({ class: "small", y: node.y + 32 }), node.small));
  group.append(shape("text", at({ class: "small", y: node.y + (node.small ? 46 : 40) }), progress(node)));
  let x = node.x + 10;
  const width = node.width - 20;
  const states = Object.entries(countStates(node.calls));
  for (const [state, count] of states) {
    const part = count / node.calls.length * width;
    group.append(shape("rect", { x, y: node.y + BOX.height - 6, width: part, height: 3, fill: stateColor(state) }));
    x += part;
  }
  return group;
}

function progress(node) {
  if (node.calls.length === 0) return "did not begin";
  const states = Object.entries(countStates(node.calls));
  return states.map(([state, count]) => `${text.count(count)} ${state}`).join(", ");
}
