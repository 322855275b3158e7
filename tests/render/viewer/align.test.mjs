import assert from "node:assert/strict";
import { test } from "node:test";
import { align, mark } from "../../../asyncx/render/viewer/align.js";
import { Trace } from "../../../asyncx/render/viewer/data.js";

/** A trace of events `kind@time`, all of one lane, which ends as told. */
function made(events, { sign = "returned", titles = ["Task-1 main"] } = {}) {
  const pairs = events.map((event) => event.split("@"));
  const kinds = ["", ...new Set(pairs.map(([kind]) => kind))];
  const times = pairs.map(([, t]) => Number(t));
  const zeros = events.map(() => 0);
  const words = ["", sign, ...titles];
  return new Trace({
    sources: [["shop.py", []]],
    scale: "time",
    start: 0,
    marks: [],
    kinds,
    columns: {
      n: events.map(() => 1),
      t: times.map((t, at) => t - (times[at - 1] ?? 0)),
      kind: pairs.map(([kind]) => kinds.indexOf(kind)),
      ...Object.fromEntries(
        ["thread", "because", "task", "handle", "loop", "value", "place", "who", "detail"].map((name) => [
          name,
          zeros,
        ]),
      ),
      lane: events.map(() => 1),
      numbers: [],
    },
    places: [["", "", 0]],
    rows: titles.map((_, at) => ({
      title: at + 2,
      depth: at,
      group: 0,
      kind: "task",
      unusual: 0,
      bars: [0, times[0] ?? 0, 1, times.at(-1) ?? 0, events.length, 0, 0],
      signs: [1, times.at(-1) ?? 0, events.length],
    })),
    glyphs: ["running"],
    tasks: [],
    threads: [],
    callbacks: [],
    waits: [],
    words,
  });
}

const slotsOf = (...runs) => {
  const { slots, count } = align(runs.map((events) => made(events)));
  return [slots.map((each) => [...each]), count];
};

test("equal events have one slot, others stand between by their time", () => {
  assert.deepEqual(slotsOf(["a@0", "b@1", "d@9"], ["a@0", "c@5", "d@9"]), [
    [
      [0, 1, 2, 4],
      [0, 1, 3, 4],
    ],
    4,
  ]);
});

test("what happens at another time is the same event all the same", () => {
  assert.deepEqual(slotsOf(["a@0", "b@100"], ["a@0", "b@150"])[0], [
    [0, 1, 2],
    [0, 1, 2],
  ]);
});

test("an event more at the beginning moves none of the others", () => {
  const [slots] = slotsOf(["a@0", "a@1", "b@2", "a@3", "b@4"], ["x@0", "a@1", "b@2", "a@3", "b@4"]);
  assert.deepEqual(slots[0].slice(-4), slots[1].slice(-4));
});

test("three runs share what they have, each two of them too", () => {
  const [[one, two, three], count] = slotsOf(["a@0", "b@1"], ["a@0", "c@2", "z@3"], ["b@1", "c@2", "z@3"]);
  assert.equal(count, 4);
  assert.equal(one[1], two[1]);
  assert.equal(one[2], three[1]);
  assert.deepEqual(two.slice(-2), three.slice(-2));
});

test("each run has its events in its own order, whatever the runs are", () => {
  let seed = 7;
  const next = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  for (let round = 0; round < 200; round++) {
    const runs = Array.from({ length: 2 + next(3) }, () => {
      let t = 0;
      return Array.from({ length: next(12) }, () => `${"abcd"[next(4)]}@${(t += next(3))}`);
    });
    const { slots, count } = align(runs.map((events) => made(events)));
    const used = new Set(slots.flatMap((each) => [...each.slice(1)]));
    assert.equal(used.size, count);
    for (const [at, each] of slots.entries()) {
      assert.equal(each.length, runs[at].length + 1);
      assert.ok(each.every((slot, place) => !place || slot > each[place - 1]));
    }
  }
});

test("runs without events, and runs that have nothing in common", () => {
  assert.deepEqual(slotsOf([], []), [[[0], [0]], 0]);
  assert.deepEqual(slotsOf(["a@1"], ["b@0"]), [
    [
      [0, 2],
      [0, 1],
    ],
    2,
  ]);
});

test("lanes say how they differ from those of the others", () => {
  const differs = (traces, exact = true) => {
    mark(traces, ["A", "B", "C"].slice(0, traces.length), exact);
    return traces.map(({ rows }) => rows.map((row) => row.differs));
  };
  const plain = () => made(["a@0", "b@5"]);
  assert.deepEqual(differs([plain(), plain()]), [[""], [""]]);
  assert.deepEqual(differs([plain(), made(["a@0", "b@5"], { sign: "raised" })]), [
    ["ends otherwise"],
    ["ends otherwise"],
  ]);
  assert.deepEqual(differs([plain(), made(["a@0", "b@6"])]), [["at other times"], ["at other times"]]);
  assert.deepEqual(differs([plain(), made(["a@0", "b@6"])], false), [[""], [""]]);
  const nested = made(["a@0", "b@5"], { titles: ["Task-1 main", "fetch"] });
  assert.deepEqual(differs([nested, plain(), plain()]), [["", "not in B C"], [""], [""]]);
});
