/** The panes beside the lanes.  All words of the run become text nodes, never markup. */

import { Trace } from "./data.js";
import { duration } from "./axis.js";
import { brief } from "./brief.js";
import { barAt } from "./layout.js";

/**
 * @typedef {import("./replay.js").World} World
 * @typedef {import("./replay.js").Item} Item
 */

/** Things listed of one kind; the others are counted. */
const LISTED = 12;
/** Rows of a table of events, before and after the selected one. */
const AROUND = 60;
const ENDINGS = /** @type {Record<string, string>} */ ({
  returned: "✓ returned",
  raised: "✗ raised",
  cancelled: "⊘ cancelled",
  "never ended": "◌ never ended",
});
const STATES = /** @type {Record<string, string>} */ ({
  running: "running",
  waiting: "waiting",
  cancelling: "waiting, cancel under way",
  ready: "due, waits its turn",
  armed: "deadline armed",
});

/**
 * An element with a class and children.
 * @param {string} tag @param {string} name @param {...(Node | string)} children
 */
export function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

/** A link to an event. @param {Trace} trace @param {number} position @param {string} words */
export function link(trace, position, words) {
  const anchor = document.createElement("a");
  anchor.href = `#e=${trace.prefix}${trace.n[position]}`;
  anchor.textContent = words;
  return anchor;
}

/**
 * One event in words: `task.cancel Task-2 fetch cancellation accepted`.
 * @param {Trace} trace @param {number} at
 */
export function eventWords(trace, at) {
  if (!at) return "before the first event";
  return [trace.kindOf(at), trace.whoOf(at), trace.detailOf(at)].filter(Boolean).join(" · ");
}

/**
 * The loop at this moment.
 * @param {Trace} trace @param {World} world @param {number} position @param {HTMLElement} pane
 */
export function showLoop(trace, world, position, pane) {
  /** @param {Item} item */
  const name = (item) => (item.task ? trace.taskTitle(item.task) : trace.callbackTitle(item.handle));
  const several = trace.threads.size > 1;
  const running = world.running.map(({ thread, item }, at) => {
    const inside = at > 0 && world.running[at - 1].thread === thread ? "inside it " : "";
    const where = several ? ` in ${trace.words[trace.threads.get(thread) ?? 0] || `thread ${thread}`}` : "";
    return [make("b", "", inside + name(item)), where];
  });
  const timers = world.timers.map((alarm) => {
    const state = alarm.cancelled ? " · cancelled" : alarm.due <= world.t ? " · due" : "";
    const title = trace.callbackTitle(alarm.handle);
    const owner = trace.callbackOwner(alarm.handle);
    const when = make("span", "when", duration(alarm.due));
    return [when, make("b", alarm.cancelled ? "gone" : "", title), `${state}${owner ? ` · ${owner}` : ""}`];
  });
  const waiting = world.waiting.map((task) => {
    const what = trace.waitsFor(task, position);
    return [make("b", "", trace.taskTitle(task)), what ? ` for ${what}` : ""];
  });
  const ends = new Map(trace.page.tasks.map(([task, , how]) => [task, how]));
  const done = world.done.map((task) => [
    make("b", "", trace.taskTitle(task)),
    ` ${ENDINGS[ends.get(task) ?? ""] ?? ""}`,
  ]);
  pane.replaceChildren(
    ...place("running", running, "ul"),
    ...place(
      "ready",
      world.ready.map((item) => [make("b", "", name(item))]),
      "ol",
    ),
    ...place("timers", timers, "ul"),
    ...place("waiting", waiting, "ul"),
    ...place("done", done.reverse(), "ul"),
  );
}

/** @param {string} title @param {(Node | string)[][]} items @param {string} tag */
function place(title, items, tag) {
  const list = make(tag, "");
  list.append(...items.slice(0, LISTED).map((parts) => make("li", "", ...parts)));
  const more = items.length - LISTED;
  if (more > 0) list.append(make("li", "aside", `+ ${more} more`));
  const value = make("dd", "", items.length ? list : make("span", "aside", "–"));
  const count = items.length > 1 ? make("span", "count", ` ${items.length}`) : "";
  return [make("dt", `is-${title}`, title, count), value];
}

/**
 * The chain of causes of an event, in one line, and its effects.
 * @param {Trace} trace @param {number[]} chain @param {number[]} effects @param {HTMLElement} pane
 */
export function showBecause(trace, chain, effects, pane) {
  const most = 7;
  const shown = chain.length > most ? [chain[0], ...chain.slice(chain.length - most + 1)] : chain;
  /** @type {(Node | string)[]} */
  const parts = [];
  for (const [index, at] of shown.entries()) {
    if (index)
      parts.push(
        make(
          "span",
          "arrow",
          index === 1 && shown.length < chain.length
            ? ` ─▶ … ${chain.length - shown.length} more … ─▶ `
            : " ─▶ ",
        ),
      );
    const last = index === shown.length - 1;
    parts.push(
      make("span", last ? "this" : "", link(trace, at, String(trace.n[at])), ` ${brief(trace, at)}`),
    );
  }
  const causes = make("p", "", make("span", "what", "Because "), ...(parts.length ? parts : ["–"]));
  const listed = effects
    .slice(0, 8)
    .flatMap((at, index) => [
      index ? ", " : "",
      link(trace, at, String(trace.n[at])),
      ` ${brief(trace, at)}`,
    ]);
  if (effects.length > 8) listed.push(` + ${effects.length - 8} more`);
  const leads = make("p", "", make("span", "what", "Leads to "), ...(listed.length ? listed : ["nothing"]));
  pane.replaceChildren(causes, leads);
}

/**
 * The lanes as a table: what each is doing now.
 * @param {Trace} trace @param {number} position @param {HTMLElement} body
 */
export function laneTable(trace, position, body) {
  body.replaceChildren(
    ...trace.rows.slice(0, 1000).map((row) => {
      const bar = barAt(row, position);
      const over = row.signs.find((sign) => sign.glyph !== "fired" && sign.p <= position);
      const state = over ? ENDINGS[over.glyph.replace("_", " ")] : bar ? STATES[bar.glyph] : "not there yet";
      const title = make("th", "", `${"\u2007\u2007".repeat(row.depth)}${row.title}`);
      if (row.differs) title.append(make("span", "differs", ` ≠ ${row.differs}`));
      title.setAttribute("scope", "row");
      const since = over ? duration(over.t) : bar ? duration(bar.t0) : "";
      return make(
        "tr",
        "",
        title,
        ...[state, over ? "" : (bar?.label ?? ""), since].map((text) => make("td", "", text)),
      );
    }),
  );
}

/**
 * The events around a position, each a row.
 * @param {Trace} trace @param {number} position @param {HTMLElement} body @param {HTMLElement} caption
 */
export function eventTable(trace, position, body, caption) {
  const from = Math.max(1, Math.min(position - AROUND, trace.count - 2 * AROUND));
  const to = Math.min(trace.count, from + 2 * AROUND);
  caption.textContent =
    trace.count > to - from + 1
      ? `Events ${trace.n[from]} to ${trace.n[to]} of ${trace.count}`
      : `All ${trace.count} events`;
  const rows = [];
  for (let at = from; at <= to; at++) {
    const cause = trace.because[at];
    const cells = [
      duration(trace.t[at]),
      trace.kindOf(at),
      trace.whoOf(at),
      trace.placeOf(at),
      cause ? link(trace, cause, String(trace.n[cause])) : "",
      trace.detailOf(at),
    ];
    const head = make("th", "", link(trace, at, String(trace.n[at])));
    head.setAttribute("scope", "row");
    const row = make(
      "tr",
      at === position ? "selected" : "",
      head,
      ...cells.map((cell) => make("td", "", cell)),
    );
    if (at === position) row.setAttribute("aria-current", "true");
    rows.push(row);
  }
  body.replaceChildren(...rows);
}
