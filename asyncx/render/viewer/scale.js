/**
 * What a place on the axis stands for.  A unit is a nanosecond on the "time" scale, where long idle stretches
 * are cut short; on the "steps" scale it is one event, and each is equally wide.  Runs that are compared
 * have one scale of time, and on the steps scale equal events stand at the same place.
 */

import { Trace } from "./data.js";

/** @typedef {"time" | "steps"} Kind */
/** @typedef {{ start: number, end: number }} Cut */

/** A cut is as wide as this part of all the rest. */
const CUT_SHARE = 1 / 6;

export class Scale {
  /**
   * @param {Trace} trace @param {Kind} kind
   * @param {{ end?: number, cuts?: Cut[], slots?: Float64Array | null, count?: number }} shared
   *   The end of the time of all runs; for each position of this one its place among the events of all
   */
  constructor(trace, kind, { end = trace.end, cuts = [], slots = null, count = trace.count } = {}) {
    this.trace = trace;
    this.kind = kind;
    /** @type {Cut[]} */
    this.cuts = kind === "time" ? cuts : [];
    this._slots = slots;
    this._count = count;
    this._end = Math.max(end, 1);
    const idle = this.cuts.reduce((sum, cut) => sum + cut.end - cut.start, 0);
    this._short = Math.max((this._end - idle) * CUT_SHARE, 1);
  }

  /** Whether a unit is just a time, or a position. */
  get isPlain() {
    return !this.cuts.length && !this._slots;
  }

  /** The ends of the axis. @returns {[number, number]} */
  ends() {
    return this.kind === "time" ? [0, this.ofTime(this._end)] : [0.5, this._count + 0.5];
  }

  /** The unit of a moment. @param {number} t @param {number} position */
  unit(t, position) {
    if (this.kind === "time") return this.cuts.length ? this.ofTime(t) : t;
    return this._slots ? this._slots[position] : position;
  }

  /** The unit of a time. @param {number} t */
  ofTime(t) {
    let at = t;
    for (const { start, end } of this.cuts) {
      if (t <= start) break;
      const idle = Math.min(t, end) - start;
      at += (idle / (end - start)) * this._short - idle;
    }
    return at;
  }

  /** The time at a unit of the time scale. @param {number} unit */
  timeAt(unit) {
    let t = unit;
    for (const { start, end } of this.cuts) {
      if (t <= start) break;
      const idle = end - start;
      t = t < start + this._short ? start + ((t - start) / this._short) * idle : t + idle - this._short;
    }
    return t;
  }

  /** The last position that is not right of a unit. @param {number} unit */
  positionAt(unit) {
    const { trace } = this;
    const line = this.kind === "time" ? trace.t : this._slots;
    if (!line) return Math.max(0, Math.min(Math.floor(unit), trace.count));
    const wanted = this.kind === "time" ? this.timeAt(unit) : unit;
    let low = 0;
    let high = trace.count;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (line[middle] <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The least that can be seen at once: an instant, or two events. */
  least() {
    return this.kind === "time" ? 1000 : 2;
  }

  /** The last moment of the time scale. */
  get end() {
    return this._end;
  }

  /** For whoever prints a view. */
  toJSON() {
    return this.kind;
  }
}
