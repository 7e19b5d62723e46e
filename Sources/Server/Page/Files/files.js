// What a run was given and what it gave: outputs, inputs, options and documents, with downloads.

import { address, get } from "./server.js";
import { valueTree } from "./values.js";

export class FilesPart {
  constructor(view) {
    this.view = view;
    this.node = element("section", { "aria-label": "Files" }, element("p", { class: "note" }, "…"));
  }

  /** Asks again when the run stands otherwise. */
  update(workflow) {
    if (workflow.status === this.status) return;
    this.status = workflow.status;
    this.load();
  }

  async load() {
    try {
      const values = await get(`workflows/${this.view.id}/values`);
      if (!this.isClosed) this.draw(values);
    } catch (error) {
      this.view.page.trouble(error);
    }
  }

  draw({ inputs, outputs, options, files, documents }) {
    const run = this.view.id;
    const block = (title, values, name, none) => [
      element("div", { class: "title" }, element("h2", {}, title), values && Object.keys(values).length > 0 ? element("a", {
        href: address(`workflows/${run}/values`, { of: name }), download: `${name}.json`,
      }, `${name}.json`) : null),
      values && Object.keys(values).length > 0 ? valueTree(run, values, files) : element("p", { class: "note" }, none),
    ];
    const isOver = ["Succeeded", "Failed", "Aborted"].includes(this.status);
    this.node.replaceChildren(...block("Outputs", outputs, "outputs", isOver ? "It gave none." : "They are known when it has succeeded."),
      ...block("Inputs", inputs, "inputs", "It was given none."), ...block("Options", options, "options", "There are none."),
      element("div", { class: "title" }, element("h2", {}, "Documents")),
      documents.length > 0 ? valueTree(run, documents, files) : element("p", { class: "note" }, "They are not here: the run was started from an address."));
  }

  close() {
    this.isClosed = true;
  }
}
