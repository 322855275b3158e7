import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cuts as marksOfCuts,
  duration,
  fit,
  pan,
  pixel,
  reveal,
  ticks,
  unitAt,
  zoom,
} from "../../../asyncx/render/viewer/axis.js";
import { Trace } from "../../../asyncx/render/viewer/data.js";
import { KEYS, actionOf } from "../../../asyncx/render/viewer/keys.js";
import { MOST, barAt, between, boxes, layOut, nearest, strokes } from "../../../asyncx/render/viewer/layout.js";
import { Scale } from "../../../asyncx/render/viewer/scale.js";
import { chain, search } from "../../../asyncx/render/viewer/moves.js";

const MS = 1e6;

/** A trace of `count` records, one a millisecond, all of lane 1, with a bar from each to the next. */
function made(count, changes = {}) {
  const column = (value) =>
    Array.from({ length: count }, (_, at) => (typeof value === "function" ? value(at) : value));
  const bars = column((at) => [
    at % 2,
    (at + 1) * MS,
    at + 1,
    (at + 2) * MS,
    at + 2,
    at % 2 ? 2 : 0,
    0,
  ]).flat();
  return new Trace({
    sources: [["shop.py", []]],
    scale: "time",
    start: 0,
    marks: [],
    kinds: ["", "task.step", "loop.turn"],
    columns: {
      n: column(1),
      t: column(MS),
      kind: column((at) => 1 + (at % 2)),
      thread: column(1),
      because: column((at) => (at ? 1 : 0)),
      task: column(1),
      handle: column(0),
      loop: column(1),
      value: column(0),
      place: column(0),
      lane: column(1),
      who: column(1),
      detail: column((at) => (at % 2 ? 3 : 0)),
      numbers: column((at) => at).filter((at) => at % 2),
    },
    places: [["", "", 0]],
    rows: [{ title: 1, depth: 0, group: 0, kind: "task", unusual: 0, bars, signs: [] }],
    glyphs: ["running", "waiting"],
    tasks: [[1, 1, "returned"]],
    threads: [[1, 0]],
    callbacks: [],
    waits: [1, 4, 2],
    words: ["", "Task-1 main", "sleep(1)", "number \0"],
    ...changes,
  });
}

test("times read as in the terminal", () => {
  assert.equal(duration(0), "0 ms");
  assert.equal(duration(12.5 * MS), "12.5 ms");
  assert.equal(duration(9999 * MS), "9999 ms");
  assert.equal(duration(12.5e9), "12.5 s");
  assert.equal(duration(1234), "0.00123 ms");
});

/** All of a trace on one scale. */
const whole = (trace, kind, width, shared) => fit(new Scale(trace, kind, shared), width);

test("a view shows all of the trace, and what is at a pixel is there again", () => {
  const trace = made(10);
  for (const kind of ["time", "steps"]) {
    const view = whole(trace, kind, 500);
    for (const x of [0, 123, 499]) assert.ok(Math.abs(pixel(view, unitAt(view, x)) - x) < 1e-6);
  }
});

test("on the steps scale each event is equally wide", () => {
  const view = whole(made(40), "steps", 800);
  const widths = Array.from({ length: 39 }, (_, at) => pixel(view, at + 2) - pixel(view, at + 1));
  assert.ok(widths.every((width) => Math.abs(width - widths[0]) < 1e-9 && width > 0));
});

test("zooming keeps its place and stays inside the trace", () => {
  const trace = made(1000);
  const all = whole(trace, "time", 500);
  const near = zoom(all, 0.1, 200);
  assert.ok(Math.abs(unitAt(near, 200) - unitAt(all, 200)) < 1);
  assert.deepEqual(zoom(near, 1e9, 10), all);
  assert.equal(pan(near, -1e9).from, all.from);
  assert.ok(Math.abs(pan(near, 1e9).to - all.to) < 1);
  const seen = reveal(near, 990 * MS);
  assert.ok(pixel(seen, 990 * MS) >= 0 && pixel(seen, 990 * MS) <= 500);
});

test("labels of the ruler are round, in order and apart", () => {
  const trace = made(1000);
  const found = ticks(whole(trace, "time", 500));
  assert.deepEqual(
    found.slice(0, 2).map((tick) => tick.label),
    ["0 ms", "200 ms"],
  );
  const steps = ticks(whole(trace, "steps", 500));
  assert.ok(steps.every((tick, at) => !at || tick.x - steps[at - 1].x >= 80));
});

test("boxes cover the lane in order, and are few however many bars there are", () => {
  for (const count of [5, 200_000]) {
    const trace = made(count);
    for (const scale of ["time", "steps"]) {
      const found = boxes(trace.rows[0], whole(trace, scale, 300));
      assert.ok(found.length <= 620, String(found.length));
      const painted = strokes(found).reduce((sum, [, ends]) => sum + ends.length / 2, 0);
      assert.ok(painted <= (count === 5 ? 5 : 2), String(painted));
      assert.ok(found.every((box, at) => !at || box.x0 >= found[at - 1].x0));
      if (count === 5) assert.equal(found.length, 5);
      else assert.ok(found.every((box) => box.glyph === "running"));
    }
  }
});

test("what cannot be told apart is painted at once", () => {
  const box = (x0, x1, glyph) => ({ x0, x1, glyph, label: "", open: false });
  const found = [box(0, 1, "running"), box(1, 4, "waiting"), box(4, 5, "running"), box(5, 6, "waiting")];
  assert.deepEqual(strokes([...found, box(6, 7, "running"), box(40, 90, "waiting")]), [
    ["waiting", [1, 6, 40, 90]],
    ["running", [0, 3, 4, 9]],
  ]);
});

test("a long idle time is cut, and all that is before and after it stays where it belongs", () => {
  const trace = made(10);
  const cuts = [{ start: 3 * MS, end: 3 * MS + 4 * MS }];
  const scale = new Scale(trace, "time", { cuts });
  const view = fit(scale, 700);
  for (const t of [0, 1 * MS, 2.5 * MS, 3 * MS, 5 * MS, 7 * MS, 8 * MS, 10 * MS])
    assert.ok(Math.abs(scale.timeAt(scale.ofTime(t)) - t) < 1, String(t));
  assert.ok(scale.ofTime(7 * MS) - scale.ofTime(3 * MS) <= MS);
  assert.equal(scale.ofTime(9 * MS) - scale.ofTime(8 * MS), MS);
  assert.ok(ticks(view).every((tick) => !["4 ms", "5 ms", "6 ms"].includes(tick.label)));
  const [shown] = marksOfCuts(view);
  assert.equal(shown.label, "4 ms");
  assert.equal(nearest(view, pixel(view, scale.ofTime(8 * MS)), 1), 8);
  assert.deepEqual(
    boxes(trace.rows[0], view).map(({ x0 }) => Math.round(x0)),
    Array.from({ length: 10 }, (_, at) => Math.round(pixel(view, scale.ofTime((at + 1) * MS)))),
  );
});

test("runs that are compared have their equal events at the same place", () => {
  const trace = made(4);
  const scale = new Scale(trace, "steps", { slots: Float64Array.of(0, 1, 2, 5, 6), count: 8 });
  assert.deepEqual(scale.ends(), [0.5, 8.5]);
  const view = fit(scale, 800);
  assert.deepEqual([1, 2, 4.9, 5, 7].map((unit) => scale.positionAt(unit)), [1, 2, 2, 3, 4]);
  assert.equal(nearest(view, pixel(view, 5), 1), 3);
});

test("the state of a lane at a position", () => {
  const { rows } = made(4);
  assert.equal(barAt(rows[0], 0), null);
  assert.equal(barAt(rows[0], 1).glyph, "running");
  assert.equal(barAt(rows[0], 2).glyph, "waiting");
  assert.equal(barAt(rows[0], 2).label, "sleep(1)");
  assert.equal(barAt(rows[0], 4), null);
});

test("very many lanes are folded to the unusual ones, and unfolded on request", () => {
  const rows = Array.from({ length: 5000 }, (_, at) => ({
    ...made(1).rows[0],
    number: at + 1,
    unusual: at === 4321 ? 5 : 0,
  }));
  const folded = layOut(rows, false);
  assert.ok(folded.lines.length <= MOST);
  assert.ok(folded.lines.some(({ row }) => row.number === 4322));
  assert.equal(folded.lines.length + folded.folded, 5000);
  const asked = layOut(rows, false, new Set([77]));
  assert.equal(asked.lines.length, folded.lines.length + 1);
  assert.equal(asked.of.get(77).row.number, 77);
  const all = layOut(rows, true);
  assert.equal(all.folded, 0);
  assert.equal(between(all, 26 * 100, 26 * 110).length, 10);
});

test("headings stand between the lanes of two loops", () => {
  const [row] = made(1).rows;
  const { lines } = layOut(
    [
      { ...row, group: "loop 1" },
      { ...row, group: "loop 1" },
      { ...row, group: "loop 2" },
    ],
    false,
  );
  assert.deepEqual(
    lines.map((line) => line.heading),
    ["loop 1", "", "", "loop 2", ""],
  );
});

test("a click selects the nearest event", () => {
  const trace = made(50);
  const view = whole(trace, "time", 500);
  assert.equal(nearest(view, pixel(view, 20.3 * MS), 1), 20);
  assert.equal(nearest(view, pixel(view, 20.3 * MS), 99), 20);
});

test("a chain ends at the first cause, and one that runs in circles ends too", () => {
  assert.deepEqual(chain(made(4), 3), [1, 2, 3]);
  const circle = made(2);
  circle.because[1] = 2;
  assert.ok(chain(circle, 2).length <= 2);
});

test("search reads details with their numbers, and goes on at the beginning", () => {
  const trace = made(10);
  assert.equal(trace.detailOf(4), "number 3");
  assert.equal(search(trace, 1, "NUMBER 3"), 4);
  assert.equal(search(trace, 4, "number 3"), 4);
  assert.equal(search(trace, 5, "number"), 6);
  assert.equal(search(trace, 5, "number", false), 4);
  assert.equal(search(trace, 0, "nowhere"), 0);
  assert.equal(search(trace, 0, " "), 0);
});

test("no key does two things", () => {
  const keys = KEYS.flatMap((key) => key.keys);
  assert.equal(new Set(keys).size, keys.length);
  const press = (key, shiftKey = false, ctrlKey = false) => actionOf({ key, shiftKey, ctrlKey });
  assert.equal(press("ArrowRight", true), "nextOfTask");
  assert.equal(press("ArrowRight"), "next");
  assert.equal(press("?", true), "keys");
  assert.equal(press("c", false, true), "");
});
