/**
 * What is drawn over the lanes: the selected event, its causes and effects, and the numbers of the
 * verdict's chain.
 */

import { Trace } from "./data.js";
import { pixel, unit } from "./axis.js";
import { Brush } from "./brush.js";
import { FOOTER, RULER, middle } from "./scene.js";

/** @typedef {import("./scene.js").Scene} Scene */

/** Arrows drawn at once. */
const ARROWS = 24;

/**
 * The moment of the selected event, what led to it, and what it leads to; and what led to the one pointed at.
 * @param {Brush} brush @param {Scene} scene
 */
export function arrows(brush, scene) {
  const { trace, view, left, position } = scene;
  const x = left + pixel(view, scene.cursor);
  brush.line(x, RULER - 8, x, scene.height, "cursor", 1.5);
  /** @param {number} at @returns {[number, number]} */
  const place = (at) => {
    const line = scene.layout.of.get(trace.lane[at]);
    return [left + pixel(view, unit(view, trace.t[at], at)), line ? middle(scene, line) : RULER - 4];
  };
  for (const [causes, dashes] of /** @type {[number[], number[]][]} */ ([
    [scene.led, [1, 3]],
    [scene.chain, []],
  ])) {
    const chain = causes.filter((at) => trace.lane[at]).slice(-ARROWS);
    for (let at = 1; at < chain.length; at++) crossing(brush, scene, place, chain[at - 1], chain[at], dashes);
  }
  const effects = scene.effects.filter((at) => trace.lane[at]).slice(0, ARROWS);
  for (const at of effects) crossing(brush, scene, place, position, at, [4, 3]);
  if (!position) return;
  const [, y] = place(position);
  brush.ink.fillStyle = brush.colour("cursor");
  brush.ink.beginPath();
  brush.ink.arc(x, y, 4.5, 0, 7);
  brush.ink.fill();
}

/**
 * An arrow where something crosses from one lane to another: a wake-up, a cancellation, a new task.
 * @param {Brush} brush @param {Scene} scene @param {(at: number) => [number, number]} place
 * @param {number} from @param {number} to @param {number[]} dashes
 */
function crossing(brush, scene, place, from, to, dashes) {
  if (scene.trace.lane[from] !== scene.trace.lane[to])
    arrow(brush, place(from), place(to), colourOf(scene.trace, to), dashes);
}

/** @param {Trace} trace @param {number} at */
function colourOf(trace, at) {
  return /cancel|throw/.test(trace.kindOf(at)) ? "cancelling" : "caused";
}

/**
 * @param {Brush} brush @param {[number, number]} from @param {[number, number]} to @param {string} colour
 * @param {number[]} dashes
 */
function arrow(brush, [x0, y0], [x1, y1], colour, dashes) {
  const { ink } = brush;
  if (Math.hypot(x1 - x0, y1 - y0) < 6) return;
  const steep = x1 - x0 < 30;
  const [dx, dy] = steep ? [0, (y1 - y0) / 3] : [Math.min(60, (x1 - x0) / 2), 0];
  ink.strokeStyle = ink.fillStyle = brush.colour(colour);
  ink.lineWidth = 1.5;
  ink.setLineDash(dashes);
  ink.beginPath();
  ink.moveTo(x0, y0);
  ink.bezierCurveTo(x0 + dx, y0 + dy, x1 - dx, y1 - dy, x1, y1);
  ink.stroke();
  ink.setLineDash([]);
  ink.save();
  ink.translate(x1, y1);
  ink.rotate(Math.atan2(dy, dx));
  ink.beginPath();
  ink.moveTo(0, 0);
  ink.lineTo(-7, -3.5);
  ink.lineTo(-7, 3.5);
  ink.fill();
  ink.restore();
}

/**
 * The numbers of the steps of the verdict's chain of causes.
 * @param {Brush} brush @param {Scene} scene @param {number} bottom
 */
export function marks(brush, scene, bottom) {
  const { trace, view, left } = scene;
  let free = -1;
  /** @type {{ x: number, words: number[] }[]} */
  const groups = [];
  for (const [n, index] of trace.page.marks) {
    const at = trace.at(n);
    const x = left + pixel(view, unit(view, trace.t[at], at));
    if (x < left - 4 || x > left + view.width + 4) continue;
    const before = groups.at(-1);
    if (before && x < free) before.words.push(index);
    else groups.push({ x, words: [index] });
    free = (groups.at(-1)?.x ?? 0) + 26;
  }
  for (const { x, words } of groups) {
    const text = words.length > 1 ? `${words[0]}–${words[words.length - 1]}` : String(words[0]);
    const wide = brush.ink.measureText(text).width;
    brush.text(text, Math.min(x - wide / 2, left + view.width - wide - 2), bottom + FOOTER / 2, 80, "caused");
  }
}
