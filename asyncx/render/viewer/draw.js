/** The lanes on a canvas. */

import { cuts, pixel, ticks, unit } from "./axis.js";
import { between, boxes, strokes } from "./layout.js";
import { FONT, Brush } from "./brush.js";
import { arrows, marks } from "./arrows.js";
import { FOOTER, RULER, middle } from "./scene.js";

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./layout.js").Line} Line
 */

const SHAPES = /** @type {Record<string, string>} */ ({
  returned: "✓",
  raised: "✗",
  cancelled: "⊘",
  never_ended: "◌",
  fired: "▼",
});

/** @param {HTMLCanvasElement} canvas @param {Scene} scene */
export function draw(canvas, scene) {
  const { view, left, height } = scene;
  const dense = window.devicePixelRatio || 1;
  const width = left + view.width;
  if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
  }
  const ink = canvas.getContext("2d");
  if (!ink) return;
  const brush = new Brush(ink, getComputedStyle(canvas));
  ink.setTransform(dense, 0, 0, dense, 0, 0);
  ink.clearRect(0, 0, width, height);
  ink.font = FONT;
  ink.textBaseline = "middle";
  const bottom = height - FOOTER;
  const lines = between(scene.layout, scene.top, scene.top + bottom - RULER);
  brush.clipped(0, 0, width, height, () => ruler(brush, scene, bottom));
  brush.clipped(0, RULER, left, bottom - RULER, () => lines.forEach((line) => title(brush, scene, line)));
  brush.clipped(left, RULER, view.width, bottom - RULER, () => {
    for (const line of lines) lane(brush, scene, line);
  });
  brush.clipped(left, 0, view.width, bottom, () => idle(brush, scene, bottom));
  brush.clipped(left, RULER - 8, view.width, bottom - RULER + 8, () => arrows(brush, scene));
  brush.clipped(left - 20, bottom, view.width + 20, FOOTER, () => marks(brush, scene, bottom));
}

/** @param {Brush} brush @param {Scene} scene @param {number} bottom */
function ruler(brush, scene, bottom) {
  const { view, left } = scene;
  brush.line(left, RULER - 0.5, left + view.width, RULER - 0.5, "line");
  const words = view.scale.kind === "steps" ? "one step each" : "time";
  brush.text(words, 10, RULER / 2, left - 16, "aside");
  let free = 0;
  for (const tick of ticks(view)) {
    const x = left + tick.x;
    brush.line(x, RULER - 5, x, bottom, "grid");
    const wide = brush.ink.measureText(tick.label).width;
    const from = Math.min(x - (tick.x < 30 ? 0 : wide / 2), left + view.width - wide - 2);
    if (from > free) {
      brush.text(tick.label, from, RULER / 2 - 2, 200, "aside");
      free = from + wide + 8;
    }
  }
}

/**
 * Where nothing happens for so long that the axis is cut: a gap with torn edges, and how long it is.
 * @param {Brush} brush @param {Scene} scene @param {number} bottom
 */
function idle(brush, scene, bottom) {
  const { ink } = brush;
  for (const cut of cuts(scene.view)) {
    const [x0, x1] = [scene.left + cut.x0 + 6, scene.left + cut.x1 - 6];
    if (x1 <= x0) continue;
    ink.fillStyle = brush.colour("page");
    ink.fillRect(x0, RULER, x1 - x0, bottom - RULER);
    ink.strokeStyle = brush.colour("aside");
    ink.lineWidth = 1;
    ink.beginPath();
    for (const x of [x0, x1]) {
      ink.moveTo(x, RULER);
      for (let y = RULER, side = 1; y < bottom; y += 5, side = -side) ink.lineTo(x + 2.5 * side, y + 5);
    }
    ink.stroke();
    const words = `${cut.label} idle`;
    const wide = ink.measureText(words).width;
    const at = Math.max(Math.min((x0 + x1 - wide) / 2, scene.left + scene.view.width - wide - 2), scene.left);
    ink.fillStyle = brush.colour("paper");
    ink.fillRect(at - 3, 2, wide + 6, RULER - 6);
    brush.text(words, at, RULER / 2 - 2, wide + 2, "aside");
  }
}

/** @param {Brush} brush @param {Scene} scene @param {Line} line */
function title(brush, scene, line) {
  const y = middle(scene, line);
  if (!line.row) {
    brush.text(line.heading, 10, y, scene.left - 16, "aside");
    return;
  }
  const indent = 10 + 14 * line.row.depth;
  const here = scene.trace.lane[scene.position] === line.row.number;
  if (here) {
    brush.ink.fillStyle = brush.colour("here");
    brush.ink.fillRect(0, y - line.height / 2, scene.left, line.height);
  }
  const room = scene.left - indent - (line.row.differs ? 26 : 8);
  brush.text(line.row.title, indent, y, room, line.row.depth ? "aside" : "text");
  if (line.row.differs) brush.text("≠", scene.left - 20, y, 20, "cancelling");
}

/** @param {Brush} brush @param {Scene} scene @param {Line} line */
function lane(brush, scene, line) {
  const { view, left, trace } = scene;
  const { row } = line;
  const y = middle(scene, line);
  if (!row) {
    brush.line(left, y, left + view.width, y, "grid");
    return;
  }
  if (trace.lane[scene.position] === row.number) {
    brush.ink.fillStyle = brush.colour("here");
    brush.ink.fillRect(left, y - line.height / 2, view.width, line.height);
  }
  const found = boxes(row, view);
  const half = row.depth ? 6 : 8;
  for (const [glyph, ends] of strokes(found)) {
    brush.ink.fillStyle = brush.colour(glyph);
    for (let at = 0; at < ends.length; at += 2)
      stretch(brush, left + ends[at], left + ends[at + 1], y, half, glyph);
  }
  for (const box of found) label(brush, scene, box, y);
  events(brush, scene, row.number, y, half);
  for (const sign of row.signs) end(brush, scene, sign, y);
}

/**
 * One state in the colour of the brush, as in the terminal: filled, one line, two lines, hatched, dashed.
 * @param {Brush} brush @param {number} x0 @param {number} x1 @param {number} y @param {number} half
 * @param {string} glyph
 */
function stretch(brush, x0, x1, y, half, glyph) {
  const { ink } = brush;
  switch (glyph) {
    case "running":
      ink.fillRect(x0, y - half, x1 - x0, 2 * half);
      break;
    case "waiting":
      ink.fillRect(x0, y - 0.75, x1 - x0, 1.5);
      break;
    case "cancelling":
      ink.fillRect(x0, y - 3, x1 - x0, 1.75);
      ink.fillRect(x0, y + 1.5, x1 - x0, 1.75);
      break;
    case "ready":
      ink.globalAlpha = 0.22;
      ink.fillRect(x0, y - half, x1 - x0, 2 * half);
      ink.globalAlpha = 1;
      for (let x = x0 + 1; x < x1 && x1 - x0 < 4000; x += 5) ink.fillRect(x, y - half, 1.5, 2 * half);
      break;
    default:
      brush.line(x0, y, x1, y, glyph, 1.5, [3, 4]);
  }
}

/**
 * What is waited for, inside the stretch.
 * @param {Brush} brush @param {Scene} scene @param {import("./layout.js").Box} box @param {number} y
 */
function label(brush, scene, box, y) {
  const { ink } = brush;
  const x0 = Math.max(scene.left + box.x0, scene.left);
  const x1 = Math.min(scene.left + box.x1, scene.left + scene.view.width);
  if (!box.label || x1 - x0 < 34) return;
  const room = x1 - x0 - 26;
  const words = brush.fitting(box.label, room);
  if (!words) return;
  if (box.glyph !== "running") {
    ink.fillStyle = brush.colour("paper");
    ink.fillRect(x0 + 10, y - 7, ink.measureText(words).width + 8, 14);
  }
  brush.text(words, x0 + 14, y + 0.5, room, box.glyph === "running" ? "paper" : "label");
}

/**
 * A dot for each event of the lane, where there is room for them.
 * @param {Brush} brush @param {Scene} scene @param {number} number @param {number} y @param {number} half
 */
function events(brush, scene, number, y, half) {
  const { trace, view, left } = scene;
  if (view.scale.kind !== "steps" || view.width / (view.to - view.from) < 5) return;
  const last = view.scale.positionAt(view.to);
  brush.ink.fillStyle = brush.colour("dot");
  for (let at = Math.max(1, view.scale.positionAt(view.from)); at <= last; at++) {
    if (trace.lane[at] !== number) continue;
    brush.ink.fillRect(left + pixel(view, unit(view, trace.t[at], at)) - 1, y + half - 1, 2, 3);
  }
}

/**
 * How a lane ended, or that a deadline fired.
 * @param {Brush} brush @param {Scene} scene @param {import("./data.js").Sign} sign @param {number} y
 */
function end(brush, scene, sign, y) {
  const x = scene.left + pixel(scene.view, unit(scene.view, sign.t, sign.p));
  if (x < scene.left - 20 || x > scene.left + scene.view.width + 20) return;
  const shape = SHAPES[sign.glyph] ?? "";
  const { ink } = brush;
  ink.save();
  ink.font = FONT.replace("12px", "bold 13px");
  const beside = sign.glyph === "fired" ? -4 : 6;
  const wide = ink.measureText(shape).width;
  const at = Math.min(x + beside, scene.left + scene.view.width - wide - 1);
  ink.fillStyle = brush.colour("paper");
  ink.fillRect(at - 1, y - 7, wide + 2, 14);
  ink.fillStyle = brush.colour(sign.glyph);
  ink.fillText(shape, at, y + 0.5);
  ink.restore();
}
