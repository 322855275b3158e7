/** The page: one position, shown in every pane, and moved by keys, buttons, links and the address. */

import { Trace } from "./data.js";
import { byEvent, byStep, byTurn, cause, sameLane, sameTask, search, seek } from "./moves.js";
import { duration } from "./axis.js";
import { listen } from "./listen.js";
import { eventTable, eventWords, laneTable, showBecause } from "./panes.js";
import { Source } from "./source.js";
import { Side, element } from "./side.js";

/** Events a second, from the slowest to the fastest. */
const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32];
const MILLISECONDS = 1000;

/** @typedef {(trace: Trace, position: number) => number | void} Action */

export class Viewer {
  /** @param {Side} side @param {Source} source */
  constructor(side, source) {
    /** The run that keys and buttons move. */
    this.side = side;
    this.source = source;
    this.speed = 2;
    this.playing = 0;
    /** Where `e` was pressed first, so that pressing it again goes to the next effect. */
    this.origin = { from: 0, at: -1, index: 0 };
  }

  /** Show where to begin, and listen. */
  begin() {
    this.listen();
    this.theme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    this._counted();
    this._labels();
    if (!this.addressed(false)) {
      const { trace } = this;
      this.go(trace.page.start ? trace.at(trace.page.start) : trace.count, false);
    }
    return this;
  }

  get trace() {
    return this.side.trace;
  }

  get position() {
    return this.side.position;
  }

  get lanes() {
    return this.side.lanes;
  }

  /** All runs in the page. @returns {Side[]} */
  get sides() {
    return [this.side];
  }

  /** How many events there are to go through. */
  _counted() {
    element("slider").max = String(this.trace.count);
    element("count").textContent = `of ${this.trace.count}`;
  }

  /** Go where the address says; whether it says so. @param {boolean} address Whether to put it there again */
  addressed(address) {
    const found = /^#e=(\d+)$/.exec(location.hash);
    if (!found) return false;
    const position = this.trace.at(Number(found[1]));
    if (position !== this.position || !this.side.chain) this.go(position, address);
    return true;
  }

  /**
   * Show a position everywhere.
   * @param {number} position @param {boolean} address Whether it goes into the address
   */
  go(position, address = true) {
    this.side.show(position);
    this._around();
    if (address) this._address();
  }

  /** Show in the bar, and in the panes that all runs share, where the run is that is moved. */
  _around() {
    const { trace, position, side } = this;
    this.source.show(position);
    showBecause(trace, side.chain ?? [], side.caused ?? [], element("because"));
    this.details();
    const turn = trace.turn >= 0 && position ? this._turn() : "";
    const words = eventWords(trace, position);
    element("slider").value = String(position);
    element("slider").setAttribute("aria-valuetext", `event ${trace.n[position]}: ${words}`);
    element("number").value = String(trace.n[position]);
    element("when").textContent = [duration(trace.t[position]), turn].filter(Boolean).join(" · ");
    element("event").textContent = words;
  }

  /** Not at each step: browsers allow only so many changes of the address in a while. */
  _address() {
    clearTimeout(this._later);
    this._later = setTimeout(() => history.replaceState(null, "", this._here()), 200);
  }

  /** The address of the position. */
  _here() {
    return `#e=${this.trace.prefix}${this.trace.n[this.position]}`;
  }

  /** One event on, or back. @param {number} by */
  forward(by) {
    this.go(byEvent(this.trace, this.position, by));
  }

  /** @param {number} value */
  slideTo(value) {
    this.go(value);
  }

  /** Whether there is nothing more to come. */
  get over() {
    return this.position === this.trace.count;
  }

  /** `turn 4`, of the loop in this thread; nothing where turns were not counted. */
  _turn() {
    const { trace, position } = this;
    const isTurn = (/** @type {number} */ at) =>
      trace.kind[at] === trace.turn && trace.thread[at] === trace.thread[position];
    const at = isTurn(position) ? position : seek(trace, position, false, isTurn);
    return isTurn(at) && trace.turnOf(at) ? `turn ${trace.turnOf(at)}` : "";
  }

  /** The tables, where they are open. */
  details() {
    if (element("lane-details").open) laneTable(this.trace, this.position, element("lane-table"));
    if (element("event-details").open)
      eventTable(this.trace, this.position, element("event-table"), element("event-caption"));
  }

  /** @param {string} name */
  act(name) {
    const { trace, position } = this;
    const action = this._actions()[name];
    if (!action) return false;
    if (name !== "play" && name !== "faster" && name !== "slower") this._stop();
    const moved = action(trace, position);
    if (typeof moved === "number" && moved !== position) this.go(moved);
    return true;
  }

  /** @returns {Record<string, Action>} */
  _actions() {
    const { lanes } = this;
    const step = lanes.view.width / 6;
    return {
      next: () => this.forward(1),
      previous: () => this.forward(-1),
      nextOfTask: (trace, position) => sameTask(trace, position, true),
      previousOfTask: (trace, position) => sameTask(trace, position, false),
      nextOnLane: (trace, position) => sameLane(trace, position, true),
      previousOnLane: (trace, position) => sameLane(trace, position, false),
      nextStep: (trace, position) => byStep(trace, position, true),
      previousStep: (trace, position) => byStep(trace, position, false),
      nextTurn: (trace, position) => byTurn(trace, position, true),
      previousTurn: (trace, position) => byTurn(trace, position, false),
      first: () => 0,
      last: (trace) => trace.count,
      cause: (trace, position) => cause(trace, position),
      effect: (_, position) => this._effect(position),
      verdict: (trace) => trace.at(trace.page.start),
      play: () => this._play(),
      faster: () => this._faster(1),
      slower: () => this._faster(-1),
      find: () => element("find").focus(),
      goTo: () => element("number").select(),
      zoomIn: () => lanes.zoom(0.7),
      zoomOut: () => lanes.zoom(1 / 0.7),
      panLeft: () => lanes.pan(-step),
      panRight: () => lanes.pan(step),
      fit: () => lanes.fit(),
      focus: () => lanes.focus(),
      scale: () => {
        lanes.rescale();
        this._labels();
      },
      unfold: () => {
        for (const side of this.sides) side.lanes.unfold();
        this._labels();
      },
      theme: () => this.theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
      keys: () => element("keys").showModal(),
    };
  }

  /** The first effect; when that is where `e` led to, the next one. @param {number} position */
  _effect(position) {
    const { effects } = this.side;
    const siblings = effects.of(this.origin.from);
    const own = effects.of(position);
    if (position === this.origin.at && !own.length && siblings.length > 1) {
      this.origin.index = (this.origin.index + 1) % siblings.length;
      return (this.origin.at = siblings[this.origin.index]);
    }
    if (!own.length) return position;
    this.origin = { from: position, at: own[0], index: 0 };
    return own[0];
  }

  /** @param {string} name */
  theme(name) {
    document.documentElement.dataset.theme = name;
    element("theme").textContent = name === "dark" ? "light" : "dark";
    for (const side of this.sides) side.lanes.redraw();
  }

  _play() {
    if (this.playing) return this._stop();
    if (this.over) this.act("first");
    this._tick();
    this._labels();
  }

  _tick() {
    this.playing = window.setTimeout(() => {
      this.forward(1);
      if (!this.over) this._tick();
      else this._stop();
    }, MILLISECONDS / SPEEDS[this.speed]);
  }

  _stop() {
    clearTimeout(this.playing);
    this.playing = 0;
    this._labels();
  }

  /** @param {number} by */
  _faster(by) {
    this.speed = Math.max(0, Math.min(this.speed + by, SPEEDS.length - 1));
    this._labels();
  }

  /** What the buttons say that can be in two states. */
  _labels() {
    const folded = this.sides.reduce((sum, side) => sum + side.lanes.layout.folded, 0);
    element("play").textContent = this.playing ? "stop" : "play";
    element("speed").value = String(this.speed);
    element("scale").textContent = this.lanes.scale === "steps" ? "steps scale" : "time scale";
    element("unfold").hidden = !folded && !this.lanes.all;
    element("unfold").textContent = folded ? `+ ${folded} more lanes` : "fewer lanes";
  }

  /** @param {boolean} forwards */
  find(forwards) {
    const text = element("find").value;
    const found = search(this.trace, this.position, text, forwards);
    element("found").textContent = !text.trim() || found ? "" : "no event says that";
    if (found) this.go(found);
  }

  listen() {
    listen(this);
  }
}
