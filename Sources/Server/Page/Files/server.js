// Asks the server.

const ROOT = "api/martlet/v1/";

/** What the server says instead of an answer. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The address of a resource below the server's own: `address("workflows/1/file", { at: "/a" })`. */
export function address(path, values = {}) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== ""));
  return ROOT + path + (query.size > 0 ? `?${query}` : "");
}

async function send(path, options) {
  const answer = await fetch(path, { cache: "no-store", credentials: "same-origin", ...options });
  if (answer.ok || answer.status === 304) return answer;
  let message = `${answer.status} ${answer.statusText}`;
  try {
    message = (await answer.json()).message ?? message;
  } catch {
    // What stands between here and the server may answer in its own words.
  }
  throw new Refusal(answer.status, message);
}

/** A resource that is asked for again and again: what has not changed is not sent. */
export class Watched {
  constructor(path, values) {
    Object.assign(this, { path: address(path, values), tag: null, value: null });
  }

  /** Whether it is another than before; `value` is null where there is nothing yet. */
  async look(signal) {
    const answer = await send(this.path, { signal, headers: this.tag ? { "If-None-Match": this.tag } : {} });
    if (answer.status === 304) return false;
    this.tag = answer.headers.get("ETag");
    this.value = answer.status === 204 ? null : await answer.json();
    return true;
  }
}

export async function get(path, values, signal) {
  return (await send(address(path, values), { signal })).json();
}

/** Changes something. */
export async function change(method, path, body = {}) {
  const answer = await send(address(path), {
    method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  return answer.status === 204 ? null : answer.json();
}

/** The bytes of a log from a place on, at most so many as the server gives at once; a negative place counts from the end. */
export async function bytes(path, values, signal) {
  const answer = await send(address(path, values), { signal });
  const number = (name) => Number(answer.headers.get(name));
  return {
    bytes: new Uint8Array(await answer.arrayBuffer()), from: number("Martlet-From"), next: number("Martlet-Next"),
    isOver: answer.headers.get("Martlet-Over") === "true", isLater: answer.headers.has("Martlet-Later"),
  };
}

/**
 * Does something again and again until `stop()`; `now()` does it at once.
 * @param pause gives the milliseconds until the next time, or null for never.
 */
export function repeat(work, pause, failed) {
  const control = new AbortController();
  let timer = null;
  let failures = 0;
  async function turn() {
    clearTimeout(timer);
    try {
      await work(control.signal);
      if (failures > 0) failed(null);
      failures = 0;
    } catch (error) {
      if (control.signal.aborted) return;
      failures += 1;
      failed(error);
      if (error instanceof Refusal && error.status < 500 && error.status !== 429) return;
    }
    const wait = failures > 0 ? Math.min(1000 * 2 ** failures, 30_000) : pause();
    if (!control.signal.aborted && wait !== null) timer = setTimeout(turn, document.hidden ? Math.max(wait, 15_000) : wait);
  }
  const awake = () => document.hidden || turn();
  document.addEventListener("visibilitychange", awake);
  turn();
  return {
    now: turn,
    stop() {
      control.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", awake);
    },
  };
}
