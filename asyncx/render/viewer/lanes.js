/** The pane of the lanes: a canvas that is zoomed, panned and clicked on. */

import { Trace } from "./data.js";
import { fit, pan, pixel, reveal, unit, zoom } from "./axis.js";
import { Scale } from "./scale.js";
import { between, layOut, nearest } from "./layout.js";
import { draw } from "./draw.js";
import { chain } from "./moves.js";
import { FOOTER, RULER } from "./scene.js";

const MARGIN = 14;

/**
 * @typedef {{ time: Scale, steps: Scale }} Scales
 * @typedef {{ t: number, slot: number }} Instant A time, and a place on the steps scale
 */

/** The scales of one run alone. @param {Trace} trace @returns {Scales} */
export function scalesOf(trace) {
  const cuts = (trace.page.cuts ?? []).map(([start, end]) => ({ start, end }));
  return { time: new Scale(trace, "time", { cuts }), steps: new Scale(trace, "steps") };
}

export class Lanes {
  /**
   * @param {Trace} trace @param {HTMLCanvasElement} canvas @param {HTMLElement} box
   * @param {(position: number) => void} select @param {Scales} scales
   */
  constructor(trace, canvas, box, select, scales = scalesOf(trace)) {
    this.trace = trace;
    this.canvas = canvas;
    this.box = box;
    this.select = select;
    this.scales = scales;
    /** @type {"time" | "steps"} */
    this.scale = trace.page.scale;
    /** @type {Lanes[]} Those that show the same part of the axis. */
    this.peers = [];
    this.all = false;
    /** @type {Set<number>} Lanes that are shown because one of their events was selected. */
    this.asked = new Set();
    this.top = 0;
    this.position = 0;
    /** @type {number[]} */
    this.chain = [];
    /** @type {number[]} */
    this.effects = [];
    /** The event that is pointed at, 0 for none. */
    this.pointed = 0;
    /** @type {number[]} What led to that event. */
    this.led = [];
    /** @type {Instant | null} */
    this.instant = null;
    this.layout = layOut(trace.rows, this.all);
    this.left = 0;
    this.height = 0;
    this.view = fit(this.scales[this.scale], 100);
    this._due = 0;
    this._wholly = true;
    this._measure();
    this._listen();
  }

  /**
   * @param {number} position @param {number[]} chain @param {number[]} effects
   * @param {Instant | null} instant Where to show it instead; the view stays
   */
  show(position, chain, effects, instant = null) {
    Object.assign(this, { position, chain, effects, instant });
    if (!instant) this._look(reveal(this.view, unit(this.view, this.trace.t[position], position)));
    this._revealLane();
    this.redraw();
  }

  /** Show a part of the axis, here and in the peers. @param {import("./axis.js").View} view */
  _look(view) {
    for (const each of [this, ...this.peers]) {
      each._wholly = this._wholly;
      each.scale = view.scale.kind;
      each.view = { ...view, scale: each.scales[each.scale] };
      each.redraw();
    }
  }

  /** Draw before the next frame. */
  redraw() {
    if (this._due) return;
    this._due = requestAnimationFrame(() => this.drawNow());
  }

  drawNow() {
    cancelAnimationFrame(this._due);
    this._due = 0;
    const { trace, layout, view, left, top, height, position, chain, effects, instant } = this;
    const elsewhere = instant && (this.scale === "time" ? view.scale.ofTime(instant.t) : instant.slot);
    const cursor = elsewhere ?? unit(view, trace.t[position], position);
    const { led } = this;
    draw(this.canvas, { trace, layout, view, left, top, height, position, cursor, chain, effects, led });
  }

  fit() {
    this._wholly = true;
    this._look(fit(this.scales[this.scale], this.view.width));
  }

  /** Between the time scale and the one on which each event is equally wide. */
  rescale() {
    this.scale = this.scale === "time" ? "steps" : "time";
    this.fit();
  }

  /** @param {number} factor @param {number} x */
  zoom(factor, x = pixel(this.view, unit(this.view, this.trace.t[this.position], this.position))) {
    this._wholly = false;
    const at = x >= 0 && x <= this.view.width ? x : this.view.width / 2;
    this._look(zoom(this.view, factor, at));
  }

  /** @param {number} pixels */
  pan(pixels) {
    this._look(pan(this.view, pixels));
  }

  /** The selected event in the middle, its neighbours apart from each other. */
  focus() {
    const { trace, position, view } = this;
    this._wholly = false;
    const at = unit(view, trace.t[position], position);
    const first = this.chain.at(-2) ?? Math.max(position - 1, 1);
    const away = Math.abs(at - unit(view, trace.t[first], first));
    const least = this.scale === "steps" ? 12 : Math.max(trace.end / 1000, 1000);
    const size = Math.max(away * 2.4, least);
    const centred = { ...view, from: at - size / 2, to: at + size / 2 };
    this._look(zoom(centred, 1, view.width / 2));
  }

  /** Show the lanes that were folded, or fold them again. */
  unfold() {
    this.all = !this.all;
    this.asked.clear();
    this._layOut();
  }

  _layOut() {
    this.layout = layOut(this.trace.rows, this.all, this.asked);
    this._measure();
    this.redraw();
  }

  /** Take the size of the page, or this one, in pixels. @param {number} [wide] @param {number} [high] */
  _measure(wide, high) {
    const width = wide ?? (this.box.clientWidth || 800);
    this.left = Math.round(Math.min(220, Math.max(120, width * 0.2)));
    const room = Math.max(width - this.left - MARGIN, 80);
    const wanted = this.layout.height + RULER + FOOTER;
    const most = high ?? Math.max(window.innerHeight * 0.42, 180);
    this.height = Math.round(Math.min(wanted, most));
    this.canvas.style.width = `${this.left + room}px`;
    this.canvas.style.height = `${this.height}px`;
    this.top = Math.max(0, Math.min(this.top, this.layout.height - (this.height - RULER - FOOTER)));
    const view = { ...this.view, width: room };
    this.view = this._wholly ? fit(this.scales[this.scale], room) : view;
  }

  /** @param {number} [wide] @param {number} [high] */
  resize(wide, high) {
    this._measure(wide, high);
    this.drawNow();
  }

  /** Scroll to the lane of the selected event; one that is folded is shown from now on. */
  _revealLane() {
    const lane = this.trace.lane[this.position];
    if (lane && !this.layout.of.has(lane)) {
      this.asked.add(this.trace.familyOf(this.position));
      this._layOut();
    }
    const line = this.layout.of.get(lane);
    const room = this.height - RULER - FOOTER;
    if (!line || this.layout.height <= room) return;
    if (line.y < this.top) this.top = line.y;
    if (line.y + line.height > this.top + room) this.top = line.y + line.height - room;
  }

  /** @param {number} by Pixels; whether anything moved */
  _scroll(by) {
    const most = Math.max(0, this.layout.height - (this.height - RULER - FOOTER));
    const top = Math.max(0, Math.min(this.top + by, most));
    if (top === this.top) return false;
    this.top = top;
    this.redraw();
    return true;
  }

  _listen() {
    const { canvas } = this;
    /** @type {{ x: number, y: number, moved: boolean } | null} */
    let held = null;
    canvas.addEventListener("pointerdown", (event) => {
      held = { x: event.clientX, y: event.clientY, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!held) {
        if (event.pointerType === "mouse") this._point(this._at(event));
        return;
      }
      const by = event.clientX - held.x;
      if (!held.moved && Math.abs(by) < 4) return;
      this.pan(-by);
      held = { x: event.clientX, y: event.clientY, moved: true };
    });
    canvas.addEventListener("pointerup", (event) => {
      if (held && !held.moved) this._click(event);
      held = null;
    });
    canvas.addEventListener("pointercancel", () => (held = null));
    canvas.addEventListener("pointerleave", () => this._point(0));
    canvas.addEventListener(
      "wheel",
      (event) => {
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          this.zoom(1.0015 ** event.deltaY, event.offsetX - this.left);
        } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
          event.preventDefault();
          this.pan(event.deltaX || event.deltaY);
        } else if (this._scroll(event.deltaY)) {
          event.preventDefault();
        }
      },
      { passive: false },
    );
  }

  /** The event next to the pointer in its lane, 0 for none. @param {PointerEvent} event */
  _at(event) {
    const x = event.offsetX - this.left;
    const y = event.offsetY - RULER + this.top;
    const line = between(this.layout, y, y + 1)[0];
    if (x < 0 || !this.trace.count) return 0;
    return nearest(this.view, x, line?.row?.number ?? 0);
  }

  /** @param {PointerEvent} event */
  _click(event) {
    const at = this._at(event);
    if (at) this.select(at);
  }

  /** Show the causes of this event, too. @param {number} at */
  _point(at) {
    if (at === this.pointed) return;
    this.pointed = at;
    this.led = at ? chain(this.trace, at) : [];
    this.redraw();
  }
}
