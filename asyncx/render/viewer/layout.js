/** Where things are in the picture of the lanes, before anything is drawn. */

import { Trace } from "./data.js";
import { pixel, unit, unitAt } from "./axis.js";

/**
 * @typedef {import("./data.js").Row} Row
 * @typedef {import("./data.js").Bar} Bar
 * @typedef {import("./axis.js").View} View
 *
 * @typedef {object} Line A lane or a heading, `y` pixels below the top
 * @property {number} y @property {number} height @property {Row | null} row @property {string} heading
 *
 * @typedef {{ lines: Line[], height: number, folded: number }} Layout
 *
 * @typedef {object} Box A stretch of a lane, in pixels
 * @property {number} x0 @property {number} x1 @property {string} glyph @property {string} label
 * @property {boolean} open
 */

/** More lanes than this are folded at first. */
export const MOST = 120;
const FOLDED = 48;
const HEIGHT = { lane: 26, below: 22, heading: 22 };

/** What is kept of many bars in one pixel: the one that says most. */
const STRENGTH = ["armed", "waiting", "ready", "cancelling", "running"];

/**
 * The lanes from top to bottom.  With very many of them the usual ones are left out, unless `all`.
 * @param {Row[]} rows @param {boolean} all @returns {Layout}
 */
export function layOut(rows, all) {
  const shown = all || rows.length <= MOST ? rows : unusual(rows);
  /** @type {Line[]} */
  const lines = [];
  let y = 0;
  let group = "";
  for (const row of shown) {
    if (row.group && row.group !== group && row.depth === 0) {
      group = row.group;
      lines.push({ y, height: HEIGHT.heading, row: null, heading: group });
      y += HEIGHT.heading;
    }
    const height = row.depth ? HEIGHT.below : HEIGHT.lane;
    lines.push({ y, height, row, heading: "" });
    y += height;
  }
  return { lines, height: y, folded: rows.length - shown.length };
}

/** The most unusual tasks with what is below them, in their order. @param {Row[]} rows */
function unusual(rows) {
  /** @type {Row[][]} */
  const families = [];
  for (const row of rows) {
    if (row.depth === 0) families.push([row]);
    else families.at(-1)?.push(row);
  }
  const ranked = families.map((family, at) => ({ family, at }));
  ranked.sort((one, other) => other.family[0].unusual - one.family[0].unusual || one.at - other.at);
  let room = FOLDED;
  const kept = ranked.filter(({ family }) => {
    const fits = family.length <= room;
    if (fits) room -= family.length;
    return fits;
  });
  return kept.sort((one, other) => one.at - other.at).flatMap(({ family }) => family);
}

/**
 * The lines that can be seen between two heights.
 * @param {Layout} layout @param {number} top @param {number} bottom
 */
export function between(layout, top, bottom) {
  const { lines } = layout;
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].y + lines[middle].height <= top) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < lines.length && lines[last].y < bottom) last++;
  return lines.slice(low, last);
}

/**
 * The stretches of a lane that are in view.  Those less than a pixel wide become one box, so that there
 * are never more of them than two a pixel, however long the trace.
 * @param {Row} row @param {View} view @returns {Box[]}
 */
export function boxes(row, view) {
  const { bars } = row;
  /** @type {Box[]} */
  const found = [];
  let at = firstThat(bars, 0, (bar) => unit(view, bar.t1, bar.p1) >= view.from);
  while (at < bars.length) {
    const bar = bars[at];
    const x0 = pixel(view, unit(view, bar.t0, bar.p0));
    if (x0 > view.width) break;
    const x1 = bar.open ? view.width + 1 : pixel(view, unit(view, bar.t1, bar.p1));
    if (x1 - x0 >= 1) {
      found.push({ x0, x1, glyph: bar.glyph, label: bar.label, open: bar.open });
      at++;
      continue;
    }
    const until = unitAt(view, x0 + 1);
    const next = Math.max(
      firstThat(bars, at, (other) => unit(view, other.t1, other.p1) > until),
      at + 1,
    );
    found.push({ x0, x1: x0 + 1, glyph: strongest(bars, at, next), label: "", open: false });
    at = next;
  }
  return found;
}

/** @param {Bar[]} bars @param {number} from @param {(bar: Bar) => boolean} is */
function firstThat(bars, from, is) {
  let low = from;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(bars[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param {Bar[]} bars @param {number} from @param {number} to */
function strongest(bars, from, to) {
  let best = -1;
  for (let at = from; at < to && at < from + 16; at++)
    best = Math.max(best, STRENGTH.indexOf(bars[at].glyph));
  return STRENGTH[best] ?? "waiting";
}

/**
 * What a lane is doing at a position; null when it does not live.
 * @param {Row} row @param {number} position
 */
export function barAt(row, position) {
  const at = firstThat(row.bars, 0, (bar) => bar.p1 > position || bar.open);
  const bar = row.bars[at];
  return bar && bar.p0 <= position ? bar : null;
}

/**
 * The event nearest to a place in the picture; in the given lane if one is near, else in any.
 * @param {Trace} trace @param {View} view @param {number} x @param {number} lane
 */
export function nearest(trace, view, x, lane) {
  const wanted = unitAt(view, x);
  const middle = view.scale === "steps" ? Math.round(wanted) : atTime(trace, wanted);
  let best = Math.max(1, Math.min(middle, trace.count));
  let distance = Infinity;
  const from = Math.max(1, best - 2000);
  const to = Math.min(trace.count, best + 2000);
  for (let at = from; at <= to; at++) {
    if (lane && trace.lane[at] !== lane) continue;
    const away = Math.abs(pixel(view, unit(view, trace.t[at], at)) - x);
    if (away < distance) [best, distance] = [at, away];
  }
  return best;
}

/** The last record not later than `t`. @param {Trace} trace @param {number} t */
function atTime(trace, t) {
  let low = 0;
  let high = trace.count;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (trace.t[middle] <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}
