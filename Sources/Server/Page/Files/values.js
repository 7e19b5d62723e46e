// Inputs, outputs and options: values as trees, files among them as links.

import { address } from "./server.js";

const MOST = 100;

/** @param files by location: what may be downloaded, with sizes. */
export function valueTree(run, value, files) {
  if (typeof value === "string") return fileLink(run, value, files) ?? element("span", { class: "value" }, value);
  if (value === null || typeof value !== "object") return element("span", { class: "value mono" }, String(value));
  const entries = Array.isArray(value) ? value.map((item, place) => [String(place), item]) : Object.entries(value);
  if (entries.length === 0) return element("span", { class: "note" }, Array.isArray(value) ? "an empty list" : "an empty object");
  const shown = entries.slice(0, MOST).map(([name, item]) => [element("dt", {}, name), element("dd", {}, valueTree(run, item, files))]);
  const rest = entries.length - MOST;
  return element("dl", { class: "tree" }, shown, rest > 0 ? element("dd", { class: "note" }, `and ${text.plural(rest, "more value")}`) : null);
}

/** A file that can be had; null for any other text. */
export function fileLink(run, location, files) {
  const file = files[location];
  if (!file) return null;
  return element("span", { class: "file" },
    element("a", { href: address(`workflows/${run}/file`, { at: location }), download: "", title: location }, nameOf(location)),
    element("span", { class: "note" }, file.size === null ? null : text.size(file.size)));
}

const nameOf = (location) => location.split("/").filter(Boolean).pop() ?? location;
