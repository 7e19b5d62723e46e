// Which view the address names, whose session it is, and what is said to everybody.

import { Refusal, change, get } from "./server.js";
import { RunList } from "./runs.js";
import { RunView } from "./run.js";

const main = document.getElementById("main");
let view = null;

/** What views need of the page around them. */
const page = {
  title(words) {
    document.title = words ? `${words} – martlet` : "martlet";
  },
  say(words) {
    document.getElementById("said").textContent = words;
  },
  /** Shows that something went wrong; null takes it away. */
  trouble(error) {
    const place = document.getElementById("trouble");
    if (error === null) return void (place.textContent = "");
    if (error instanceof Refusal && error.status === 401) return signIn();
    place.textContent = error instanceof Refusal ? error.message : "The server does not answer; trying again.";
  },
};

/** `#/run/ID/calls?name=x` as its parts and what stands behind the question mark. */
function place() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const parts = path.split("/").filter(Boolean).map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  return { parts, values: new URLSearchParams(query ?? "") };
}

function show(next) {
  view?.close();
  view = next;
  page.trouble(null);
  main.replaceChildren(next.node);
}

function follow() {
  const { parts, values } = place();
  if (parts[0] === "run" && parts[1]) {
    if (!(view instanceof RunView) || view.id !== parts[1]) {
      show(new RunView(page, parts[1]));
      reach();
    }
    view.go(parts.slice(2), values);
  } else if (view instanceof RunList) {
    view.go(values);
  } else {
    show(new RunList(page, values));
    reach();
  }
}

/** Keyboard and screen reader go on at the new view's heading. */
function reach() {
  main.querySelector("h1")?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

// MARK: Session

function signIn(message = null) {
  view?.close();
  view = null;
  page.title("Sign in");
  document.getElementById("user").replaceChildren();
  document.getElementById("trouble").textContent = "";
  const token = element("input", { id: "token", type: "password", autocomplete: "current-password", required: true });
  const form = element("form", { class: "signin", submit: async (event) => {
    event.preventDefault();
    try {
      await begin(token.value.trim());
    } catch (error) {
      signIn(error instanceof Refusal ? error.message : "The server does not answer.");
    }
  } }, element("h1", { tabindex: "-1" }, "Sign in"), element("label", { for: "token" }, "Token"), token,
  element("p", { class: "note" }, "The server said it when it started; its administrator gives others one."),
  element("p", { class: "wrong", role: "alert" }, message), element("button", { class: "main" }, "Sign in"));
  main.replaceChildren(form);
  token.focus();
}

async function begin(token) {
  await change("POST", "session", { token });
  await start();
}

async function start() {
  const session = await get("session");
  const leave = async () => {
    await change("DELETE", "session");
    signIn();
  };
  document.getElementById("user").replaceChildren(...(session.isOpen ? [] : [
    element("span", { class: "note" }, session.user), element("button", { click: leave }, "Sign out")]));
  follow();
}

async function enter() {
  const given = /^#token=(.+)$/.exec(location.hash);
  try {
    if (given) {
      // Nobody shall find it in the address.
      history.replaceState(null, "", location.pathname + "#/");
      await begin(decodeURIComponent(given[1]));
    } else {
      await start();
    }
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) signIn(given ? error.message : null);
    else page.trouble(error);
  }
}

window.addEventListener("hashchange", () => view && follow());
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const search = [...main.querySelectorAll("input[type=search]")].find((node) => node.offsetParent !== null);
  if (!search) return;
  event.preventDefault();
  search.focus();
});
enter();
