// A question before something that cannot be taken back.

/** Asks; gives whether it is to be done. Escape is a no. */
export function ask(title, words, yes, no) {
  return new Promise((answer) => {
    const choose = (value) => {
      dialog.close();
      answer(value);
    };
    const dialog = element("dialog", { class: "question", "aria-labelledby": "question",
      cancel: (event) => {
        event.preventDefault();
        choose(false);
      },
      close: () => dialog.remove(),
    }, element("h2", { id: "question" }, title), element("p", {}, words), element("div", { class: "actions" },
      element("button", { autofocus: true, click: () => choose(false) }, no),
      element("button", { class: "main", click: () => choose(true) }, yes)));
    document.body.append(dialog);
    dialog.showModal();
  });
}
