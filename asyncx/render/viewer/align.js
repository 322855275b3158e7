/**
 * Several runs of one program side by side: which of their events are the same, and which lanes differ.
 *
 * Every event has a slot, equal events the same one, and slots are in the order of each run.  What only some
 * runs have stands between, by its time.
 */

import { Trace } from "./data.js";

/**
 * @typedef {import("./data.js").Row} Row
 * @typedef {{ key: number, t: number }} Entry
 * @typedef {{ slots: Float64Array[], count: number }} Alignment
 */

/** Runs that are so long that so many pairs of events would have to be looked at are aligned by time alone. */
const PAIRS = 20_000_000;

/** @param {Trace[]} traces @returns {Alignment} */
export function align(traces) {
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {Entry[]} */
  let all = [];
  /** @type {Entry[][]} */
  const own = traces.map((trace) => {
    const mine = Array.from({ length: trace.count }, (_, at) => ({
      key: numbered(known, eventKey(trace, at + 1)),
      t: trace.t[at + 1],
    }));
    const [joint, shared] = joined(all, mine);
    all = joint;
    return shared;
  });
  const places = new Map(all.map((entry, at) => [entry, at + 1]));
  const slots = own.map((entries) => Float64Array.of(0, ...entries.map((entry) => places.get(entry) ?? 0)));
  return { slots, count: all.length };
}

/** What an event is, apart from when it was and from the numbers of things. @param {Trace} trace @param {number} at */
function eventKey(trace, at) {
  const row = trace.rows[trace.lane[at] - 1];
  const handle = trace.handle[at];
  const what = handle ? trace.callbackTitle(handle) : trace.functionOf(at);
  return [trace.kindOf(at), row ? row.title : trace.whoOf(at), what, trace.lineOf(at)].join("\n");
}

/** @param {Map<string, number>} known @param {string} key */
function numbered(known, key) {
  const number = known.get(key) ?? known.size;
  known.set(key, number);
  return number;
}

/**
 * Two runs as one, and the second one with what it shares taken from the first.
 * @param {Entry[]} one @param {Entry[]} other @returns {[Entry[], Entry[]]}
 */
function joined(one, other) {
  /** @type {Entry[]} */
  const joint = [];
  const shared = [...other];
  let left = 0;
  let right = 0;
  for (const [here, there] of [...pairs(one, other), [one.length, other.length]]) {
    while (left < here || right < there) {
      if (right >= there || (left < here && one[left].t <= other[right].t)) joint.push(one[left++]);
      else joint.push(other[right++]);
    }
    if (here === one.length) break;
    shared[there] = one[here];
    joint.push(one[here]);
    left++;
    right++;
  }
  return [joint, shared];
}

/** The places of a longest common subsequence. @param {Entry[]} one @param {Entry[]} other */
function pairs(one, other) {
  /** @type {[number, number][]} */
  const found = [];
  let from = 0;
  while (from < one.length && from < other.length && one[from].key === other[from].key) {
    found.push([from, from]);
    from++;
  }
  const rows = one.length - from;
  const columns = other.length - from;
  if (rows * columns > PAIRS) return found;
  const wide = columns + 1;
  const longest = new Uint16Array((rows + 1) * wide);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      longest[i * wide + j] =
        one[from + i].key === other[from + j].key
          ? longest[(i + 1) * wide + j + 1] + 1
          : Math.max(longest[(i + 1) * wide + j], longest[i * wide + j + 1]);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (one[from + i].key === other[from + j].key) found.push([from + i++, from + j++]);
    else if (longest[(i + 1) * wide + j] >= longest[i * wide + j + 1]) i++;
    else j++;
  }
  return found;
}

/**
 * Say of each lane of each run how it differs from those of the others, if it does.
 * @param {Trace[]} traces @param {string[]} names Of the runs
 * @param {boolean} exact Whether times can be compared: they cannot on a real clock
 */
export function mark(traces, names, exact) {
  const lanes = traces.map((trace) => byTitle(trace.rows));
  traces.forEach((_, here) => {
    for (const [title, row] of lanes[here]) {
      const others = lanes.filter((_, at) => at !== here).map((each) => each.get(title));
      const missing = names.filter((_, at) => at !== here && !lanes[at].has(title));
      const there = others.filter((other) => other !== undefined);
      if (missing.length) row.differs = `not in ${missing.join(" ")}`;
      else if (there.some((other) => ended(other) !== ended(row))) row.differs = "ends otherwise";
      else if (exact && there.some((other) => lasts(other) !== lasts(row))) row.differs = "at other times";
    }
  });
}

/** Lanes by their titles and those of the lanes above; the second of a name by its number. @param {Row[]} rows */
function byTitle(rows) {
  /** @type {Map<string, Row>} */
  const found = new Map();
  /** @type {string[]} */
  const above = [];
  for (const row of rows) {
    above.length = row.depth;
    above.push(row.title);
    const title = above.join(" › ");
    let key = title;
    for (let number = 2; found.has(key); number++) key = `${title} #${number}`;
    found.set(key, row);
  }
  return found;
}

/** @param {Row} row */
const ended = (row) => row.signs.map((sign) => sign.glyph).join(" ");

/** @param {Row} row */
const lasts = (row) => `${row.bars.t0[0]} ${row.bars.t1[row.bars.length - 1]}`;
