/**
 * The axis that all lanes share.  A view shows the units `from` to `to` in `width` pixels; a unit is a
 * nanosecond on the "time" scale, and one event on the "steps" scale, where each event is equally wide.
 */

import { Trace } from "./data.js";

/**
 * @typedef {object} View
 * @property {"time" | "steps"} scale @property {number} from @property {number} to @property {number} width
 * @typedef {{ x: number, label: string }} Tick
 */

/** Pixels between two labels, at least. */
const APART = 84;

/** The least that can be seen at once: a nanosecond-scale instant, or two events. */
const LEAST = { time: 1000, steps: 2 };

/** The ends of the axis. @param {Trace} trace @param {"time" | "steps"} scale @returns {[number, number]} */
export function ends(trace, scale) {
  return scale === "time" ? [0, Math.max(trace.end, 1)] : [0.5, trace.count + 0.5];
}

/**
 * All of the trace.
 * @param {Trace} trace @param {"time" | "steps"} scale @param {number} width @returns {View}
 */
export function fit(trace, scale, width) {
  const [from, to] = ends(trace, scale);
  const room = (to - from) / Math.max(width, 1);
  return { scale, from: from - room * (scale === "time" ? 10 : 0), to: to + room * 20, width };
}

/** The unit of a moment. @param {View} view @param {number} t @param {number} position */
export function unit(view, t, position) {
  return view.scale === "time" ? t : position;
}

/** @param {View} view @param {number} at @returns {number} pixels from the left end */
export function pixel(view, at) {
  return ((at - view.from) / (view.to - view.from)) * view.width;
}

/** @param {View} view @param {number} x */
export function unitAt(view, x) {
  return view.from + (x / view.width) * (view.to - view.from);
}

/**
 * Bigger (factor < 1) or smaller, with what is at pixel `x` staying there.
 * @param {Trace} trace @param {View} view @param {number} factor @param {number} x @returns {View}
 */
export function zoom(trace, view, factor, x) {
  const all = fit(trace, view.scale, view.width);
  const size = Math.min(Math.max((view.to - view.from) * factor, LEAST[view.scale]), all.to - all.from);
  const from = unitAt(view, x) - (x / view.width) * size;
  return inside(all, { ...view, from, to: from + size });
}

/**
 * To the right by some pixels.
 * @param {Trace} trace @param {View} view @param {number} pixels @returns {View}
 */
export function pan(trace, view, pixels) {
  const by = unitAt(view, pixels) - view.from;
  return inside(fit(trace, view.scale, view.width), { ...view, from: view.from + by, to: view.to + by });
}

/**
 * The same size, moved so that a unit is well inside.
 * @param {Trace} trace @param {View} view @param {number} at @returns {View}
 */
export function reveal(trace, view, at) {
  const x = pixel(view, at);
  const edge = Math.min(40, view.width / 4);
  if (x >= edge && x <= view.width - edge) return view;
  const all = fit(trace, view.scale, view.width);
  if (all.to - all.from <= view.to - view.from) return view;
  return pan(trace, view, x - view.width / 2);
}

/** @param {View} all @param {View} view @returns {View} */
function inside(all, view) {
  const size = view.to - view.from;
  const from = Math.max(all.from, Math.min(view.from, all.to - size));
  return { ...view, from, to: from + size };
}

/**
 * Labels for the ruler, far enough apart to be read.
 * @param {Trace} trace @param {View} view @returns {Tick[]}
 */
export function ticks(trace, view) {
  return view.scale === "time" ? timeTicks(trace, view) : stepTicks(trace, view);
}

/** Round numbers. @param {Trace} trace @param {View} view */
function timeTicks(trace, view) {
  const rough = ((view.to - view.from) / view.width) * APART;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const every = [1, 2, 5, 10].map((by) => by * power).find((step) => step >= rough) ?? 10 * power;
  const found = [];
  const last = Math.min(view.to, trace.end);
  for (let at = Math.max(Math.ceil(view.from / every), 0) * every; at <= last; at += every) {
    found.push({ x: pixel(view, at), label: duration(at, every) });
  }
  return found;
}

/** The time, where it has changed. @param {Trace} trace @param {View} view */
function stepTicks(trace, view) {
  /** @type {Tick[]} */
  const found = [];
  const first = Math.max(1, Math.ceil(view.from));
  const last = Math.min(trace.count, Math.floor(view.to));
  const by = Math.max(1, Math.floor((last - first) / (4 * view.width)));
  for (let at = first; at <= last; at += by) {
    const x = pixel(view, at);
    const before = found.at(-1);
    const changed = at === first || trace.t[at] !== trace.t[at - by];
    if (changed && (!before || x - before.x >= APART)) found.push({ x, label: duration(trace.t[at]) });
  }
  return found;
}

/**
 * A time for people: `0 ms`, `12.5 ms`, `12.5 s`; three digits, or as many as a step of `every` ns needs.
 * @param {number} ns @param {number} every
 */
export function duration(ns, every = 0) {
  const [size, name] = Math.abs(ns) < 1e10 ? [1e6, "ms"] : [1e9, "s"];
  const value = ns / size;
  const digits = every
    ? Math.max(0, Math.ceil(-Math.log10(every / size) - 1e-9))
    : Math.abs(value) >= 100
      ? 0
      : 2;
  const text =
    every || Math.abs(value) >= 100
      ? value.toFixed(Math.min(digits, 9))
      : String(Number(value.toPrecision(3)));
  return `${text} ${name}`;
}
