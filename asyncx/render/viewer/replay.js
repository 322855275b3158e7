/**
 * The world at a position: the twin of `asyncx/trace/cursor.py`, and tested to be equal to it.
 *
 * A `Replay` keeps copies of the world along the way, so that going back is nearly as cheap as going on.
 */

import { Trace } from "./data.js";

/**
 * @typedef {{ loop: number, task: number, handle: number }} Item A task's step, or a callback
 * @typedef {{ thread: number, item: Item }} Running
 * @typedef {{ handle: number, due: number, cancelled: boolean }} Alarm
 *
 * @typedef {object} World
 * @property {number} n @property {number} t
 * @property {Running[]} running The outermost first
 * @property {Item[]} ready In the order in which the loops will run them
 * @property {Alarm[]} timers In the order in which they are due
 * @property {number[]} waiting Tasks, in the order in which they got there
 * @property {number[]} done Tasks, in the order in which they ended
 */

/** Things in the order in which they came, found by a key; several may have the same. @template T */
class Line {
  constructor() {
    /** @type {Map<number, [number, T]>} */
    this._items = new Map();
    /** @type {Map<number, number[]>} */
    this._places = new Map();
    this._next = 0;
  }

  /** @param {number} key @param {T} item */
  add(key, item) {
    const place = this._next++;
    this._items.set(place, [key, item]);
    const places = this._places.get(key);
    if (places) places.push(place);
    else this._places.set(key, [place]);
  }

  /** Take away all that have this key. @param {number} key */
  remove(key) {
    for (const place of this._places.get(key) ?? []) this._items.delete(place);
    this._places.delete(key);
  }

  /** @param {number} key */
  has(key) {
    return this._places.has(key);
  }

  /** @param {number} key @returns {T[]} */
  of(key) {
    return (this._places.get(key) ?? []).map(
      (place) => /** @type {[number, T]} */ (this._items.get(place))[1],
    );
  }

  /** @returns {T[]} */
  values() {
    return [...this._items.values()].map(([, item]) => item);
  }

  /** @param {(item: T) => T} copied @returns {Line<T>} */
  copy(copied) {
    /** @type {Line<T>} */
    const line = new Line();
    for (const [key, item] of this._items.values()) line.add(key, copied(item));
    return line;
  }
}

/** @param {Item} item */
const keyOf = (item) => (item.handle ? 2 * item.handle + 1 : 2 * item.task);

/** A world that goes on, record by record. */
class Moving {
  constructor() {
    this.position = 0;
    /** @type {Running[]} */
    this.running = [];
    /** @type {Line<Item>} */
    this.ready = new Line();
    /** @type {Line<Alarm>} */
    this.timers = new Line();
    /** @type {Line<number>} */
    this.waiting = new Line();
    this.done = 0;
    /** When the first of the cancelled timers is due: before that there is nothing to clear away. */
    this.clear = Infinity;
  }

  copy() {
    const other = new Moving();
    other.position = this.position;
    other.running = [...this.running];
    other.ready = this.ready.copy((item) => item);
    other.timers = this.timers.copy((alarm) => ({ ...alarm }));
    other.waiting = this.waiting.copy((task) => task);
    other.done = this.done;
    other.clear = this.clear;
    return other;
  }

  /** @param {Running} one */
  run(one) {
    const { item } = one;
    this.ready.remove(keyOf(item));
    if (item.handle) this.timers.remove(item.handle);
    if (item.task) this.waiting.remove(item.task);
    this.running = [...this.running, one];
  }

  /** @param {(each: Running) => boolean} which */
  stop(which) {
    this.running = this.running.filter((each) => !which(each));
  }

  /** Timers that were cancelled go when they are due. @param {number} t */
  clearTimers(t) {
    if (t < this.clear) return;
    this.clear = Infinity;
    for (const alarm of this.timers.values()) {
      if (!alarm.cancelled) continue;
      if (alarm.due <= t) this.timers.remove(alarm.handle);
      else this.clear = Math.min(this.clear, alarm.due);
    }
  }
}

export class Replay {
  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
    this._every = Math.max(64, Math.ceil(trace.count / 128));
    this._kept = [new Moving()];
    this._here = new Moving();
    /** @type {number[]} Tasks in the order of their ends, as far as the replay has got. */
    this._ended = [];
    /** @type {Map<number, number>} Their places in that order. */
    this._endedAt = new Map();
  }

  /**
   * The world at a position; outside of the trace, the one at its nearer end.
   * @param {number} position @returns {World}
   */
  at(position) {
    const { trace } = this;
    const world = this._moved(Math.max(0, Math.min(position, trace.count)));
    return {
      n: trace.n[world.position],
      t: trace.t[world.position],
      running: world.running,
      ready: world.ready.values(),
      timers: world.timers.values().sort((one, other) => one.due - other.due),
      waiting: world.waiting.values(),
      done: this._ended.slice(0, world.done),
    };
  }

  /** @param {number} position */
  _moved(position) {
    const block = Math.min(Math.floor(position / this._every), this._kept.length - 1);
    const near = block * this._every;
    if (this._here.position > position || this._here.position < near) this._here = this._kept[block].copy();
    while (this._here.position < position) {
      this._after(this._here, this._here.position + 1);
      const here = this._here.position;
      if (here % this._every === 0 && here / this._every === this._kept.length)
        this._kept.push(this._here.copy());
    }
    return this._here;
  }

  /** The world when one more record has happened. @param {Moving} world @param {number} at */
  _after(world, at) {
    const { trace } = this;
    const task = trace.task[at];
    const handle = trace.handle[at];
    const loop = trace.loop[at];
    world.position = at;
    switch (trace.kindOf(at)) {
      case "task.ready":
        world.ready.add(2 * task, { loop, task, handle: 0 });
        world.waiting.remove(task);
        break;
      case "task.step":
        world.run({ thread: trace.thread[at], item: { loop, task, handle: 0 } });
        break;
      case "task.wait":
        world.stop((each) => each.item.task === task);
        if (!world.ready.has(2 * task)) world.waiting.add(task, task);
        break;
      case "task.end":
      case "task.freed":
        this._end(world, task);
        break;
      case "handle.new":
        world.ready.add(2 * handle + 1, { loop, task: 0, handle });
        break;
      case "handle.cancel":
        world.ready.remove(2 * handle + 1);
        break;
      case "handle.run":
      case "timer.fire":
        world.run({ thread: trace.thread[at], item: { loop, task: 0, handle } });
        break;
      case "handle.end":
      case "timer.end":
        world.stop((each) => each.item.handle === handle);
        break;
      case "timer.new":
        world.timers.add(handle, { handle, due: trace.due(at), cancelled: false });
        break;
      case "timer.cancel":
        for (const alarm of world.timers.of(handle)) {
          alarm.cancelled = true;
          world.clear = Math.min(world.clear, alarm.due);
        }
        break;
      case "loop.turn":
      case "loop.idle":
      case "loop.stop":
        world.stop((each) => each.thread === trace.thread[at]);
        world.clearTimers(trace.t[at]);
    }
  }

  /** @param {Moving} world @param {number} task */
  _end(world, task) {
    const place = this._endedAt.get(task) ?? Infinity;
    if (place < world.done) return;
    world.stop((each) => each.item.task === task);
    world.ready.remove(2 * task);
    world.waiting.remove(task);
    if (world.done === this._ended.length) {
      this._endedAt.set(task, world.done);
      this._ended.push(task);
    }
    world.done++;
  }
}
