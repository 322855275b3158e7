/** Drawing on a canvas in the colours of the page. */

export const FONT = "12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** A canvas with the colours of the page. */
export class Brush {
  /** @param {CanvasRenderingContext2D} ink @param {CSSStyleDeclaration} style */
  constructor(ink, style) {
    this.ink = ink;
    this._style = style;
    this._letter = 0;
    /** @type {Map<string, string>} */
    this._colours = new Map();
  }

  /** @param {string} name */
  colour(name) {
    let value = this._colours.get(name);
    if (value === undefined) {
      value = this._style.getPropertyValue(`--${name}`).trim() || "gray";
      this._colours.set(name, value);
    }
    return value;
  }

  /**
   * @param {number} x @param {number} y @param {number} width @param {number} height
   * @param {() => void} paint
   */
  clipped(x, y, width, height, paint) {
    this.ink.save();
    this.ink.beginPath();
    this.ink.rect(x, y, width, height);
    this.ink.clip();
    paint();
    this.ink.restore();
  }

  /**
   * @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 @param {string} colour
   * @param {number} width @param {number[]} dashes
   */
  line(x0, y0, x1, y1, colour, width = 1, dashes = []) {
    const { ink } = this;
    ink.strokeStyle = this.colour(colour);
    ink.lineWidth = width;
    ink.setLineDash(dashes);
    ink.beginPath();
    ink.moveTo(x0, y0);
    ink.lineTo(x1, y1);
    ink.stroke();
    ink.setLineDash([]);
  }

  /**
   * As much of a text as there is room for, empty when that is next to nothing.
   * @param {string} words @param {number} room
   */
  fitting(words, room) {
    const { ink } = this;
    this._letter ||= ink.measureText("m").width;
    let start = words.slice(0, Math.ceil(room / this._letter) + 1);
    if (start === words && ink.measureText(words).width <= room) return words;
    while (start && ink.measureText(`${start}…`).width > room) start = start.slice(0, -1);
    return start.length < 2 ? "" : `${start}…`;
  }

  /** @param {string} words @param {number} x @param {number} y @param {number} room @param {string} colour */
  text(words, x, y, room, colour) {
    this.ink.fillStyle = this.colour(colour);
    this.ink.fillText(this.fitting(words, room), x, y);
  }
}
