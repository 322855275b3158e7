/** One run in the page: its lanes, its loop, and where it is. */

import { Trace } from "./data.js";
import { duration } from "./axis.js";
import { Effects, chain } from "./moves.js";
import { Lanes } from "./lanes.js";
import { Replay } from "./replay.js";
import { showLoop } from "./panes.js";

/** @param {string} id @returns {any} */
export const element = (id) => document.getElementById(id);

export class Side {
  /**
   * @param {Trace} trace @param {string} suffix Of the ids of its elements
   * @param {(position: number) => void} select @param {import("./lanes.js").Scales} [scales]
   */
  constructor(trace, suffix, select, scales) {
    this.trace = trace;
    this.suffix = suffix;
    this.replay = new Replay(trace);
    this.effects = new Effects(trace);
    this.lanes = new Lanes(trace, this.element("lanes"), this.element("lanes-box"), select, scales);
    this.position = 0;
  }

  /** @param {string} id @returns {any} */
  element(id) {
    return element(id + this.suffix);
  }

  /**
   * Show a position in the lanes and in the pane of the loop.
   * @param {number} position @param {import("./lanes.js").Instant | null} instant Of another run, that is
   *   shown in this one; the view stays where it is
   */
  show(position, instant = null) {
    const { trace } = this;
    this.position = position;
    this.chain = chain(trace, position);
    this.caused = this.effects.of(position);
    this.lanes.show(position, this.chain, this.caused, instant);
    showLoop(trace, this.replay.at(position), position, this.element("loop"));
    this.element("loop-caption").textContent = position
      ? `at event ${trace.n[position]} of ${trace.count} · ${duration(trace.t[position])}`
      : "before the first event";
    for (const step of document.querySelectorAll(`#why${this.suffix} li, .findings li`)) {
      const here = step.getAttribute("data-n") === String(trace.n[position]);
      step.classList.toggle("this", here);
      if (here) step.setAttribute("aria-current", "true");
      else step.removeAttribute("aria-current");
    }
  }
}
