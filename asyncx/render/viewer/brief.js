/** An event in a few plain words, for the chain of causes; the twin of `tui/brief.py`. */

import { Trace } from "./data.js";
import { duration } from "./axis.js";

/** Characters of an event in the chain; what is longer is cut. */
const LONGEST = 60;
const TASK = /** @type {Record<string, string>} */ ({
  new: "is made",
  ready: "is ready",
  step: "runs",
  uncancel: "forgets a cancellation",
  name: "gets its name",
  freed: "is garbage-collected",
});
const CALLBACK = /** @type {Record<string, string>} */ ({
  new: "is queued",
  run: "runs",
  end: "is over",
  cancel: "is taken back",
  fire: "fires",
});
const LOOP = /** @type {Record<string, string>} */ ({
  new: "is made",
  run: "begins to run",
  idle: "sleeps",
  stuck: "cannot be woken any more",
  stop: "stops",
  close: "is closed",
});

/** What happened at a position. @param {Trace} trace @param {number} at */
export function brief(trace, at) {
  const words = Array.from(said(trace, at).trim());
  if (words.length <= LONGEST) return words.join("");
  return `${words.slice(0, LONGEST - 1).join("").trimEnd()}…`;
}

/** @param {Trace} trace @param {number} at @returns {string} */
function said(trace, at) {
  const kind = trace.kindOf(at);
  const [family, verb] = kind.split(".");
  const title = trace.callbackTitle(trace.handle[at]);
  if (family === "task") return `${trace.taskTitle(trace.task[at])} ${ofTask(trace, at, verb)}`;
  if (kind === "timer.new") return `timer set for ${duration(trace.due(at))}: ${title}`;
  if (family === "timer") return `timer ${title} ${CALLBACK[verb] ?? verb}`;
  if (family === "handle") return `${title} ${CALLBACK[verb] ?? verb}`;
  if (kind === "loop.turn") return `turn ${trace.turnOf(at) || ""} of ${ofLoop(trace, at)}`;
  if (family === "loop" && LOOP[verb]) return `${ofLoop(trace, at)} ${LOOP[verb]}`;
  if (kind === "future.new" || kind === "future.done") return ofFuture(trace, at);
  if (family === "coro" || family === "out") return trace.detailOf(at);
  if (kind === "run.start") return "the program starts";
  return [kind, trace.whoOf(at)].filter(Boolean).join(" ");
}

/** @param {Trace} trace @param {number} at @param {string} verb */
function ofTask(trace, at, verb) {
  if (verb === "wait") {
    const what = trace.waitsFor(trace.task[at], at);
    return what && what !== "yield" ? `waits for ${what}` : "waits for its next turn";
  }
  if (verb === "end") {
    const how = /^(returned|cancelled|raised)(?: ([\w.]+))?/.exec(trace.detailOf(at));
    if (!how) return "ended";
    return how[1] === "cancelled" ? "was cancelled" : how[0];
  }
  if (verb === "cancel")
    return trace.detailOf(at).startsWith("cancellation accepted")
      ? "is asked to cancel"
      : "cannot be cancelled any more";
  return TASK[verb] ?? verb;
}

/** @param {Trace} trace @param {number} at */
function ofFuture(trace, at) {
  const [, name, how, error] = /^(future \d+)(?: (\w+)(?: ([\w.]+))?)?/.exec(trace.detailOf(at)) ?? [];
  if (trace.kindOf(at) === "future.new") return `${name} is made`;
  if (how === "raised" && error) return `${name} gets ${error}`;
  return `${name} ${how === "cancelled" ? "is cancelled" : "is done"}`;
}

/** @param {Trace} trace @param {number} at */
function ofLoop(trace, at) {
  return trace.loops < 2 ? "the loop" : `loop ${trace.loop[at]}`;
}
