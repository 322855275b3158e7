/** The stretches of a lane, as typed columns: a lane may have hundreds of thousands of them. */

/**
 * @typedef {object} Bar
 * @property {string} glyph
 * @property {number} t0 @property {number} p0 @property {number} t1 @property {number} p1
 * @property {string} label @property {boolean} open
 *
 * @typedef {object} Tables What the numbers in a lane stand for
 * @property {string[]} words @property {string[]} glyphs @property {(n: number) => number} at
 */

/** Numbers of one bar in the data of the page: glyph, t, n, t, n, label, open. */
const FIELDS = 7;

export class Bars {
  /** @param {number[]} raw @param {Tables} tables */
  constructor(raw, tables) {
    const count = Math.floor(raw.length / FIELDS);
    this._tables = tables;
    this.length = count;
    this.glyph = new Uint8Array(count);
    this.t0 = new Float64Array(count);
    this.p0 = new Int32Array(count);
    this.t1 = new Float64Array(count);
    this.p1 = new Int32Array(count);
    this.label = new Int32Array(count);
    this.open = new Uint8Array(count);
    for (let at = 0, from = 0; at < count; at++, from += FIELDS) {
      this.glyph[at] = raw[from];
      this.t0[at] = raw[from + 1];
      this.p0[at] = tables.at(raw[from + 2]);
      this.t1[at] = raw[from + 3];
      this.p1[at] = tables.at(raw[from + 4]);
      this.label[at] = raw[from + 5];
      this.open[at] = raw[from + 6];
    }
  }

  /** @param {number} at */
  glyphOf(at) {
    return this._tables.glyphs[this.glyph[at]];
  }

  /** @param {number} at */
  labelOf(at) {
    return this._tables.words[this.label[at]];
  }

  /** @param {number} at @returns {Bar} */
  bar(at) {
    return {
      glyph: this.glyphOf(at),
      t0: this.t0[at],
      p0: this.p0[at],
      t1: this.t1[at],
      p1: this.p1[at],
      label: this.labelOf(at),
      open: this.open[at] === 1,
    };
  }
}
