/** The page of a comparison: several runs on one axis, stepped through together. */

import { Trace } from "./data.js";
import { align, mark } from "./align.js";
import { eventWords, make } from "./panes.js";
import { Scale } from "./scale.js";
import { Side, element } from "./side.js";
import { Source } from "./source.js";
import { Viewer } from "./viewer.js";

/**
 * @typedef {object} Comparison
 * @property {{ letter: string, page: import("./data.js").Page }[]} groups
 * @property {[number, number][]} cuts @property {boolean} exact Whether all ran on the virtual clock
 */

export class Comparer extends Viewer {
  /** @param {Comparison} data */
  constructor(data) {
    const letters = data.groups.map(({ letter }) => letter);
    const traces = data.groups.map(({ letter, page }) => new Trace(page, `${letter}.`));
    mark(traces, letters, data.exact);
    const { slots, count } = align(traces);
    const end = Math.max(...traces.map((trace) => trace.end));
    const cuts = data.cuts.map(([start, end]) => ({ start, end }));
    /** @type {(at: number, position: number) => void} */
    let pick = () => {};
    const sides = traces.map((trace, at) => {
      const scales = {
        time: new Scale(trace, "time", { end, cuts }),
        steps: new Scale(trace, "steps", { slots: slots[at], count }),
      };
      return new Side(trace, `-${letters[at]}`, (position) => pick(at, position), scales);
    });
    const source = new Source(
      traces[0],
      element("source"),
      element("source-title"),
      element("source-caption"),
    );
    super(sides[0], source);
    this._sides = sides;
    this._slots = slots;
    this.letters = letters;
    /** How many slots there are, and the one that is shown. */
    this.count = count;
    this.slot = 0;
    pick = (at, position) => this.use(at, position);
    for (const side of sides) {
      side.lanes.peers = sides.filter((other) => other !== side).map(({ lanes }) => lanes);
      side.element("differs").replaceChildren(...this._differing(side));
    }
    this._marked();
  }

  get sides() {
    return this._sides ?? [this.side];
  }

  /** Which of the runs is moved. */
  get at() {
    return this.sides.indexOf(this.side);
  }

  /** @param {number} position @param {boolean} address */
  go(position, address = true) {
    this.goTo(this._slots[this.at][position], address);
  }

  /**
   * Show a slot in all runs: in those that have it its event, in the others what was last before it.
   * @param {number} slot @param {boolean} address Whether it goes into the address
   */
  goTo(slot, address = true) {
    this.slot = Math.max(0, Math.min(slot, this.count));
    const places = this.sides.map((side) => side.lanes.scales.steps.positionAt(this.slot));
    const here = places.map((position, at) => this._slots[at][position] === this.slot);
    const leader = here[this.at] ? this.at : Math.max(here.indexOf(true), 0);
    const t = this.sides[leader].trace.t[places[leader]];
    this.sides.forEach((side, at) => {
      const own = here[at] ? side.trace.t[places[at]] : t;
      side.show(places[at], at === leader ? null : { t: own, slot: this.slot });
      const words = eventWords(side.trace, places[at]);
      const line = side.element("event");
      line.textContent = here[at] ? words : `≠ no such event; the last one: ${words}`;
      line.classList.toggle("absent", !here[at]);
    });
    this._around();
    if (address) this._address();
  }

  /** Move this run from now on. @param {number} at @param {number} [position] */
  use(at, position) {
    this.side = this.sides[at];
    this.source.trace = this.trace;
    this._counted();
    this._marked();
    if (position === undefined) this.goTo(this.slot);
    else this.go(position);
  }

  /** @param {number} by */
  forward(by) {
    this.goTo(this.slot + by);
  }

  get over() {
    return this.slot === this.count;
  }

  _actions() {
    return {
      ...super._actions(),
      first: () => this.goTo(0),
      last: () => this.goTo(this.count),
      other: () => this.use((this.at + 1) % this.sides.length),
    };
  }

  _counted() {
    element("slider").max = String(this.count);
    element("count").textContent = `of ${this.trace.count} in ${this.letters[this.at]}`;
  }

  /** @param {number} value */
  slideTo(value) {
    this.goTo(value);
  }

  _around() {
    super._around();
    element("slider").value = String(this.slot);
  }

  /** @param {boolean} address */
  addressed(address) {
    const found = /^#e=([A-Z0-9]+)\.(\d+)$/.exec(location.hash);
    const at = found ? this.letters.indexOf(found[1]) : -1;
    if (!found || at < 0) return false;
    const position = this.sides[at].trace.at(Number(found[2]));
    if (at === this.at && position === this.position && this.side.chain) return true;
    this.side = this.sides[at];
    this.source.trace = this.trace;
    this._counted();
    this._marked();
    this.go(position, address);
    return true;
  }

  listen() {
    super.listen();
    for (const [at, side] of this.sides.entries())
      side.element("use").addEventListener("click", () => this.use(at));
  }

  /** Show which run is moved. */
  _marked() {
    for (const [at, side] of this.sides.entries()) {
      side.element("use").setAttribute("aria-pressed", String(at === this.at));
      side.element("side").classList.toggle("used", at === this.at);
    }
  }

  /** The lanes of a run that are not as in the others. @param {Side} side */
  _differing(side) {
    const rows = side.trace.rows.filter((row) => row.differs);
    const items = rows.slice(0, 8).map((row) => make("li", "", make("b", "", `≠ ${row.title}`), ` ${row.differs}`));
    if (rows.length > 8) items.push(make("li", "", `+ ${rows.length - 8} more`));
    return items;
  }
}
