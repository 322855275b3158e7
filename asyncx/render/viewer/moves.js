/**
 * Where one can go from a position.  Every move is total: where there is nothing to go to, it stays.
 * The first five are those of `asyncx/trace/cursor.py`, and tested to be equal to them.
 */

import { Trace } from "./data.js";

/**
 * The next (or the previous) record that is wanted.
 * @param {Trace} trace @param {number} position @param {boolean} forwards
 * @param {(position: number) => boolean} wanted
 */
export function seek(trace, position, forwards, wanted) {
  const by = forwards ? 1 : -1;
  for (let at = position + by; at >= 1 && at <= trace.count; at += by) if (wanted(at)) return at;
  return position;
}

/** @param {Trace} trace @param {number} position @param {number} by */
export function byEvent(trace, position, by) {
  return Math.max(0, Math.min(position + by, trace.count));
}

/** @param {Trace} trace @param {number} position @param {boolean} forwards */
export function sameTask(trace, position, forwards) {
  const task = trace.task[position];
  return task ? seek(trace, position, forwards, (at) => trace.task[at] === task) : position;
}

/** @param {Trace} trace @param {number} position @param {boolean} forwards */
export function byTurn(trace, position, forwards) {
  return seek(trace, position, forwards, (at) => trace.kind[at] === trace.turn);
}

/** @param {Trace} trace @param {number} position @param {boolean} forwards */
export function byStep(trace, position, forwards) {
  return seek(trace, position, forwards, (at) => trace.kind[at] === trace.step);
}

/** @param {Trace} trace @param {number} position @param {boolean} forwards */
export function sameLane(trace, position, forwards) {
  const lane = trace.lane[position];
  return lane ? seek(trace, position, forwards, (at) => trace.lane[at] === lane) : position;
}

/** @param {Trace} trace @param {number} position */
export function cause(trace, position) {
  return trace.because[position] || position;
}

/**
 * The causes of a record, the oldest first, with the record itself.
 * @param {Trace} trace @param {number} position
 */
export function chain(trace, position) {
  const found = [];
  for (let at = position; at; at = trace.because[at]) {
    found.push(at);
    if (trace.because[at] >= at) break;
  }
  return found.reverse();
}

/** Which records each one made happen. */
export class Effects {
  /** @param {Trace} trace */
  constructor(trace) {
    const { because, count } = trace;
    this._from = new Int32Array(count + 2);
    for (let at = 1; at <= count; at++) this._from[because[at] + 1]++;
    for (let at = 1; at < count + 2; at++) this._from[at] += this._from[at - 1];
    this._list = new Int32Array(count);
    const next = this._from.slice();
    for (let at = 1; at <= count; at++) this._list[next[because[at]]++] = at;
  }

  /** The positions of the effects. @param {number} position */
  of(position) {
    return position ? Array.from(this._list.subarray(this._from[position], this._from[position + 1])) : [];
  }
}

/**
 * The next record whose words contain `text`, around the end and back to here.
 * @param {Trace} trace @param {number} position @param {string} text @param {boolean} forwards
 * @returns {number} 0 when there is none
 */
export function search(trace, position, text, forwards = true) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return 0;
  for (let passed = 1; passed <= trace.count; passed++) {
    const at =
      ((((position - 1 + (forwards ? passed : -passed)) % trace.count) + trace.count) % trace.count) + 1;
    if (spoken(trace, at).toLowerCase().includes(wanted)) return at;
  }
  return 0;
}

/** All words of a record, in one line. @param {Trace} trace @param {number} at */
export function spoken(trace, at) {
  const line = [
    trace.kindOf(at),
    trace.whoOf(at),
    trace.detailOf(at),
    trace.functionOf(at),
    trace.placeOf(at),
  ];
  return line.filter(Boolean).join(" ");
}
