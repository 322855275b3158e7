/**
 * The run in the page, as typed columns.  `asyncx/render/page.py` writes what is read here.
 *
 * A position counts the records in effect: 0 is before the first, `count` after the last.  All columns
 * are indexed by position, so that index 0 is "nothing has happened"; the value 0 is "none".
 */

import { Bars } from "./bars.js";

/**
 * @typedef {object} RawRow
 * @property {number} title @property {number} depth @property {number} group
 * @property {string} kind @property {number} unusual
 * @property {number[]} bars @property {number[]} signs
 *
 * @typedef {object} Page
 * @property {[string, string[]][]} sources Files of the program with their lines; the first is what was run
 * @property {"time" | "steps"} scale
 * @property {[number, number][]} [cuts] Long idle stretches, from and to, ns
 * @property {number} start @property {[number, number][]} marks
 * @property {string[]} kinds @property {Record<string, number[]>} columns
 * @property {[string, string, number, number][]} places Words, function, line, source
 * @property {RawRow[]} rows @property {string[]} glyphs
 * @property {[number, number, string][]} tasks Number, title, how it ended
 * @property {[number, number][]} threads
 * @property {number[]} callbacks @property {number[]} waits @property {string[]} words
 *
 * @typedef {{ glyph: string, t: number, p: number }} Sign
 *
 * @typedef {object} Row
 * @property {number} number @property {string} title @property {number} depth @property {string} group
 * @property {string} kind @property {number} unusual @property {Bars} bars @property {Sign[]} signs
 * @property {string} differs How it is not as in other runs, if it is not
 */

const SIGN = 3;

export class Trace {
  /** @param {Page} page @param {string} prefix Of the numbers of its events in addresses */
  constructor(page, prefix = "") {
    this.prefix = prefix;
    const columns = page.columns;
    this.page = page;
    this.words = page.words;
    this.kinds = page.kinds;
    /** How many records there are. */
    this.count = columns.n.length;
    this.n = sums(columns.n, new Int32Array(this.count + 1));
    /** Nanoseconds since the program started. */
    this.t = sums(columns.t, new Float64Array(this.count + 1));
    this.kind = shifted(columns.kind);
    this.thread = shifted(columns.thread);
    this.task = shifted(columns.task);
    this.handle = shifted(columns.handle);
    this.loop = shifted(columns.loop);
    this.place = shifted(columns.place);
    this.lane = shifted(columns.lane);
    this.who = shifted(columns.who);
    this.detail = shifted(columns.detail);
    /** The position of the cause, 0 for none. */
    this.because = this._causes(columns.because);
    this._value = columns.value;
    this._numbers = columns.numbers;
    this._first = this._firstNumbers();
    this.end = this.t[this.count];
    /** How many loops there are. */
    this.loops = new Set(columns.loop.filter(Boolean)).size;
    /** The kinds that the moves ask for, as numbers; -1 for one that does not occur. */
    this.turn = this.kinds.indexOf("loop.turn");
    this.step = this.kinds.indexOf("task.step");
    this._tables = { words: this.words, glyphs: page.glyphs, at: (/** @type {number} */ n) => this.at(n) };
    this.rows = page.rows.map((row, index) => this._row(row, index + 1));
    this._family = families(this.rows);
    this.tasks = new Map(page.tasks.map(([number, title]) => [number, title]));
    this.threads = new Map(page.threads);
    /** @type {Map<number, [number, number]>} */
    this.callbacks = new Map();
    for (let at = 0; at < page.callbacks.length; at += 3) {
      this.callbacks.set(page.callbacks[at], [page.callbacks[at + 1], page.callbacks[at + 2]]);
    }
    /** @type {Map<number, number[]>} Task to (record number, word), one after the other. */
    this._waits = new Map();
    for (let at = 0; at < page.waits.length; at += 3) {
      const task = page.waits[at];
      const list = this._waits.get(task);
      const pair = [page.waits[at + 1], page.waits[at + 2]];
      if (list) list.push(...pair);
      else this._waits.set(task, pair);
    }
  }

  /** The position just after record `n`, or after the last one before it. @param {number} n */
  at(n) {
    if (this.n[n] === n) return n;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.n[middle] <= n) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** When the timer of a record is due, ns. @param {number} position */
  due(position) {
    return this.t[position] + this._value[position - 1];
  }

  /** The number of the turn that a record begins. @param {number} position */
  turnOf(position) {
    return this._value[position - 1];
  }

  /** @param {number} position @returns {string} */
  kindOf(position) {
    return this.kinds[this.kind[position]] ?? "";
  }

  /** What the record says beyond its kind. @param {number} position @returns {string} */
  detailOf(position) {
    let next = this._first[position];
    return (this.words[this.detail[position]] ?? "").replaceAll("\0", () => String(this._numbers[next++]));
  }

  /** @param {number} position @returns {string} */
  whoOf(position) {
    return this.words[this.who[position]] ?? "";
  }

  /** `:19`, `asyncio/tasks.py:476`, or nothing. @param {number} position */
  placeOf(position) {
    return this.page.places[this.place[position]]?.[0] ?? "";
  }

  /** The line in a file of the program, 0 for none. @param {number} position */
  lineOf(position) {
    return this.page.places[this.place[position]]?.[2] ?? 0;
  }

  /** Which of the sources that file is. @param {number} position */
  sourceOf(position) {
    return this.page.places[this.place[position]]?.[3] ?? 0;
  }

  /** @param {number} position */
  functionOf(position) {
    return this.page.places[this.place[position]]?.[1] ?? "";
  }

  /** The number of the lane that the lane of a record stands below. @param {number} position */
  familyOf(position) {
    return this._family[this.lane[position]];
  }

  /** @param {number} task */
  taskTitle(task) {
    return this.words[this.tasks.get(task) ?? 0] || `task ${task}`;
  }

  /** @param {number} handle */
  callbackTitle(handle) {
    return this.words[this.callbacks.get(handle)?.[0] ?? 0] || `callback ${handle}`;
  }

  /** The task that set a timer. @param {number} handle */
  callbackOwner(handle) {
    return this.words[this.callbacks.get(handle)?.[1] ?? 0];
  }

  /** What a task that waits at `position` waits for. @param {number} task @param {number} position */
  waitsFor(task, position) {
    const list = this._waits.get(task) ?? [];
    let low = 0;
    let high = list.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[2 * middle] <= this.n[position]) low = middle + 1;
      else high = middle;
    }
    return low ? this.words[list[2 * low - 1]] : "";
  }

  /** @param {number[]} back */
  _causes(back) {
    const causes = new Int32Array(this.count + 1);
    for (let position = 1; position <= this.count; position++) {
      const distance = back[position - 1];
      if (!distance) continue;
      const found = this.at(this.n[position] - distance);
      if (this.n[found] === this.n[position] - distance) causes[position] = found;
    }
    return causes;
  }

  /** Where the numbers of each detail begin. */
  _firstNumbers() {
    const holes = this.words.map((word) => word.split("\0").length - 1);
    const first = new Int32Array(this.count + 2);
    for (let position = 1; position <= this.count; position++) {
      first[position + 1] = first[position] + holes[this.detail[position]];
    }
    return first;
  }

  /** @param {RawRow} raw @param {number} number @returns {Row} */
  _row(raw, number) {
    /** @type {Sign[]} */
    const signs = [];
    for (let at = 0; at < raw.signs.length; at += SIGN) {
      const [glyph, t, n] = raw.signs.slice(at, at + SIGN);
      signs.push({ glyph: this.words[glyph], t, p: this.at(n) });
    }
    const { depth, kind, unusual } = raw;
    return {
      number,
      title: this.words[raw.title],
      group: this.words[raw.group],
      depth,
      kind,
      unusual,
      bars: new Bars(raw.bars, this._tables),
      signs,
      differs: "",
    };
  }
}

/** @param {Row[]} rows */
function families(rows) {
  const family = new Int32Array(rows.length + 1);
  for (const row of rows) family[row.number] = row.depth ? family[row.number - 1] : row.number;
  return family;
}

/**
 * @template {Int32Array | Float64Array} T
 * @param {number[]} differences @param {T} into @returns {T}
 */
function sums(differences, into) {
  for (let at = 0; at < differences.length; at++) into[at + 1] = into[at] + differences[at];
  return into;
}

/** @param {number[]} values */
function shifted(values) {
  const column = new Int32Array(values.length + 1);
  column.set(values, 1);
  return column;
}
