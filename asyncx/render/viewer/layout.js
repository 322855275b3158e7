/** Where things are in the picture of the lanes, before anything is drawn. */

import { pixel, unit, unitAt } from "./axis.js";

/**
 * @typedef {import("./data.js").Row} Row
 * @typedef {import("./bars.js").Bars} Bars
 * @typedef {import("./axis.js").View} View
 *
 * @typedef {object} Line A lane or a heading, `y` pixels below the top
 * @property {number} y @property {number} height @property {Row | null} row @property {string} heading
 *
 * @typedef {object} Layout
 * @property {Line[]} lines @property {Map<number, Line>} of The line of each row that is shown
 * @property {number} height @property {number} folded
 *
 * @typedef {object} Box A stretch of a lane, in pixels
 * @property {number} x0 @property {number} x1 @property {string} glyph @property {string} label
 * @property {boolean} open
 */

/** More lanes than this are folded at first. */
export const MOST = 120;
const FOLDED = 48;
/** @type {Set<number>} */
const NOBODY = new Set();
const HEIGHT = { lane: 26, below: 22, heading: 22 };

/** What is kept of many bars in one pixel: the one that says most. */
const STRENGTH = ["armed", "waiting", "ready", "cancelling", "running"];

/**
 * The lanes from top to bottom.  With very many of them the usual ones are left out, unless `all`; but not
 * those, by their numbers, that were asked for.
 * @param {Row[]} rows @param {boolean} all @param {Set<number>} asked @returns {Layout}
 */
export function layOut(rows, all, asked = NOBODY) {
  const shown = all || rows.length <= MOST ? rows : unusual(rows, asked);
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
  /** @type {Map<number, Line>} */
  const of = new Map();
  for (const line of lines) if (line.row) of.set(line.row.number, line);
  return { lines, of, height: y, folded: rows.length - shown.length };
}

/**
 * The most unusual tasks, and those that were asked for, with what is below them, in their order.
 * @param {Row[]} rows @param {Set<number>} asked
 */
function unusual(rows, asked) {
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
    if (asked.has(family[0].number)) return true;
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
  const { scale } = view;
  const ends = scale.isPlain ? (scale.kind === "time" ? bars.t1 : bars.p1) : null;
  /** @param {number} at */
  const endOf = (at) => (ends ? ends[at] : scale.unit(bars.t1[at], bars.p1[at]));
  /** @type {Box[]} */
  const found = [];
  let dense = false;
  let at = firstThat(bars.length, 0, (other) => endOf(other) >= view.from);
  while (at < bars.length) {
    const x0 = pixel(view, scale.unit(bars.t0[at], bars.p0[at]));
    if (x0 > view.width) break;
    const open = bars.open[at] === 1;
    const x1 = open ? view.width + 1 : pixel(view, endOf(at));
    if (x1 - x0 >= 1) {
      found.push({ x0, x1, glyph: bars.glyphOf(at), label: bars.labelOf(at), open });
      dense = false;
      at++;
      continue;
    }
    const until = unitAt(view, x0 + 1);
    const next = Math.max(
      firstThat(bars.length, at, (other) => endOf(other) > until),
      at + 1,
    );
    const glyph = strongest(bars, at, next);
    const before = found.at(-1);
    // What is too small to be seen goes on as one box as long as it looks the same.
    if (before && dense && before.glyph === glyph && x0 - before.x1 < 2) before.x1 = x0 + 1;
    else found.push({ x0, x1: x0 + 1, glyph, label: "", open: false });
    dense = true;
    at = next;
  }
  return found;
}

/** A step is drawn at least so wide, in pixels, and covers what is beside it. */
export const WIDEST = 3;

/**
 * What is to be painted of boxes: for each look, in the order of painting, the ends of stretches, one after
 * the other.  Stretches of one look with less between them than a step covers are one.
 * @param {Box[]} found @returns {[string, number[]][]}
 */
export function strokes(found) {
  /** @type {Map<string, number[]>} */
  const of = new Map(STRENGTH.map((glyph) => [glyph, []]));
  for (const { x0, x1, glyph } of found) {
    const ends = of.get(glyph) ?? [];
    const wide = glyph === "running" ? Math.max(x1, x0 + WIDEST) : x1;
    const last = ends.length - 1;
    if (last > 0 && x0 - ends[last] < (glyph === "running" ? 0.5 : WIDEST)) ends[last] = Math.max(ends[last], wide);
    else ends.push(x0, wide);
  }
  return [...of].filter(([, ends]) => ends.length);
}

/**
 * The first number below `count` that is as wanted, from `from` on, when all after it are, too.  It is looked
 * for near `from` first.
 * @param {number} count @param {number} from @param {(at: number) => boolean} is
 */
function firstThat(count, from, is) {
  let low = from;
  let high = from;
  for (let step = 1; high < count && !is(high); step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, count);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param {Bars} bars @param {number} from @param {number} to */
function strongest(bars, from, to) {
  let best = -1;
  for (let at = from; at < to && at < from + 16; at++)
    best = Math.max(best, STRENGTH.indexOf(bars.glyphOf(at)));
  return STRENGTH[best] ?? "waiting";
}

/**
 * What a lane is doing at a position; null when it does not live.
 * @param {Row} row @param {number} position
 */
export function barAt(row, position) {
  const { bars } = row;
  const at = firstThat(bars.length, 0, (other) => bars.p1[other] > position || bars.open[other] === 1);
  return at < bars.length && bars.p0[at] <= position ? bars.bar(at) : null;
}

/**
 * The event nearest to a place in the picture; in the given lane if one is near, else in any.
 * @param {View} view @param {number} x @param {number} lane
 */
export function nearest(view, x, lane) {
  const { scale } = view;
  const { trace } = scale;
  const middle = scale.positionAt(unitAt(view, x) + (scale.kind === "steps" ? 0.5 : 0));
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
