/** The part of the axis that is seen: the units `from` to `to` of its scale, in `width` pixels. */

import { Scale } from "./scale.js";

/**
 * @typedef {object} View
 * @property {Scale} scale @property {number} from @property {number} to @property {number} width
 * @typedef {{ x: number, label: string }} Tick
 */

/** Pixels between two labels, at least. */
const APART = 84;

/** All of it. @param {Scale} scale @param {number} width @returns {View} */
export function fit(scale, width) {
  const [from, to] = scale.ends();
  const room = (to - from) / Math.max(width, 1);
  return { scale, from: from - room * (scale.kind === "time" ? 10 : 0), to: to + room * 20, width };
}

/** The unit of a moment. @param {View} view @param {number} t @param {number} position */
export function unit(view, t, position) {
  return view.scale.unit(t, position);
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
 * @param {View} view @param {number} factor @param {number} x @returns {View}
 */
export function zoom(view, factor, x) {
  const all = fit(view.scale, view.width);
  const size = Math.min(Math.max((view.to - view.from) * factor, view.scale.least()), all.to - all.from);
  const from = unitAt(view, x) - (x / view.width) * size;
  return inside(all, { ...view, from, to: from + size });
}

/**
 * To the right by some pixels.
 * @param {View} view @param {number} pixels @returns {View}
 */
export function pan(view, pixels) {
  const by = unitAt(view, pixels) - view.from;
  return inside(fit(view.scale, view.width), { ...view, from: view.from + by, to: view.to + by });
}

/**
 * The same size, moved so that a unit is well inside.
 * @param {View} view @param {number} at @returns {View}
 */
export function reveal(view, at) {
  const x = pixel(view, at);
  const edge = Math.min(40, view.width / 4);
  if (x >= edge && x <= view.width - edge) return view;
  const all = fit(view.scale, view.width);
  if (all.to - all.from <= view.to - view.from) return view;
  return pan(view, x - view.width / 2);
}

/** @param {View} all @param {View} view @returns {View} */
function inside(all, view) {
  const size = view.to - view.from;
  const from = Math.max(all.from, Math.min(view.from, all.to - size));
  return { ...view, from, to: from + size };
}

/** Labels for the ruler, far enough apart to be read. @param {View} view @returns {Tick[]} */
export function ticks(view) {
  return view.scale.kind === "time" ? timeTicks(view) : stepTicks(view);
}

/** Round numbers, and none where the time is cut. @param {View} view */
function timeTicks(view) {
  const { scale } = view;
  const rough = ((view.to - view.from) / view.width) * APART;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const every = [1, 2, 5, 10].map((by) => by * power).find((step) => step >= rough) ?? 10 * power;
  /** @type {Tick[]} */
  const found = [];
  const last = Math.min(scale.timeAt(view.to), scale.end);
  let at = Math.max(Math.ceil(scale.timeAt(view.from) / every), 0) * every;
  while (at <= last) {
    const cut = scale.cuts.find(({ start, end }) => start < at && at < end);
    if (cut) at = Math.ceil(cut.end / every) * every;
    else {
      found.push({ x: pixel(view, scale.ofTime(at)), label: duration(at, every) });
      at += every;
    }
  }
  return found;
}

/** The time, where it has changed. @param {View} view */
function stepTicks(view) {
  const { trace } = view.scale;
  /** @type {Tick[]} */
  const found = [];
  const first = Math.max(1, view.scale.positionAt(view.from));
  const last = view.scale.positionAt(view.to);
  const by = Math.max(1, Math.floor((last - first) / (4 * view.width)));
  for (let at = first; at <= last; at += by) {
    const x = pixel(view, unit(view, trace.t[at], at));
    const before = found.at(-1);
    const changed = at === first || trace.t[at] !== trace.t[at - by];
    if (changed && (!before || x - before.x >= APART)) found.push({ x, label: duration(trace.t[at]) });
  }
  return found;
}

/** Where the time is cut, in pixels. @param {View} view @returns {{ x0: number, x1: number, label: string }[]} */
export function cuts(view) {
  return view.scale.cuts
    .map(({ start, end }) => ({
      x0: pixel(view, view.scale.ofTime(start)),
      x1: pixel(view, view.scale.ofTime(end)),
      label: duration(end - start),
    }))
    .filter(({ x0, x1 }) => x1 > 0 && x0 < view.width);
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
