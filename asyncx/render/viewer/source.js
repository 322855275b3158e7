/** The pane of the source: one element a line, two of which are marked: the one just run, and the next. */

import { Trace } from "./data.js";
import { make } from "./panes.js";

export class Source {
  /** @param {Trace} trace @param {HTMLElement} pane @param {HTMLElement} title @param {HTMLElement} caption */
  constructor(trace, pane, title, caption) {
    this.trace = trace;
    this.pane = pane;
    this.title = title;
    this.caption = caption;
    /** @type {HTMLElement[]} */
    this.lines = [];
    /** Which of the files is in the pane. */
    this.file = -1;
    this._fill(0);
  }

  /** Show another file. @param {number} file */
  _fill(file) {
    if (file === this.file) return;
    this.file = file;
    const [name, lines] = this.trace.page.sources[file];
    this.lines = lines.map((text, at) => {
      const number = make("span", "number", String(at + 1));
      return make("div", "line", number, make("span", "mark", " "), make("code", "", text));
    });
    const nothing = make("p", "aside", "The source of this program is not part of the trace.");
    this.pane.replaceChildren(...(this.lines.length ? this.lines : [nothing]));
    this.title.textContent = name || "source";
  }

  /** The line just run, and the next one. @param {number} position */
  show(position) {
    const { trace } = this;
    const now = this._ran(position);
    let next = position + 1;
    while (next <= trace.count && !trace.lineOf(next)) next++;
    for (const line of this.pane.querySelectorAll(".now, .next")) {
      line.classList.remove("now", "next");
      line.removeAttribute("aria-current");
      const mark = line.querySelector(".mark");
      if (mark) mark.textContent = " ";
    }
    const follows = next <= trace.count;
    if (now || follows) this._fill(trace.sourceOf(now || next));
    this._mark(follows && trace.sourceOf(next) === this.file ? trace.lineOf(next) : 0, "next", "▷");
    this._mark(now ? trace.lineOf(now) : 0, "now", "▶");
    this.caption.replaceChildren(...this._caption(now, next, position));
  }

  /**
   * The last record with a line of the program: of the task that acts here, or of any.
   * @param {number} position
   */
  _ran(position) {
    const { trace } = this;
    const family = trace.familyOf(position);
    let any = 0;
    for (let at = position, looked = 0; at > 0 && looked < 100_000; at--, looked++) {
      if (!trace.lineOf(at)) continue;
      if (!family || trace.familyOf(at) === family) return at;
      any ||= at;
    }
    return any;
  }

  /** @param {number} number @param {string} name @param {string} mark */
  _mark(number, name, mark) {
    const line = this.lines[number - 1];
    if (!line) return;
    line.classList.add(name);
    const place = line.querySelector(".mark");
    if (place) place.textContent = mark;
    if (name !== "now") return;
    line.setAttribute("aria-current", "true");
    const top = line.offsetTop;
    const height = this.pane.clientHeight;
    if (top < this.pane.scrollTop + 20 || top > this.pane.scrollTop + height - 60)
      this.pane.scrollTop = top - height / 2;
  }

  /** @param {number} now @param {number} next @param {number} position */
  _caption(now, next, position) {
    const { trace } = this;
    const ran = now
      ? `▶ ${this._where(now)} in ${trace.functionOf(now) || "the program"}`
      : "▶ nothing yet";
    const elsewhere = trace.placeOf(position);
    const here = elsewhere && !trace.lineOf(position) ? ` · now ${elsewhere}` : "";
    const then =
      next <= trace.count
        ? `▷ ${this._where(next)} in ${trace.functionOf(next) || "the program"}`
        : "▷ nothing more";
    return [make("span", "ran", ran + here), make("span", "then", then)];
  }

  /** `:19` in the file that is shown, `shop/db.py:19` in another one. @param {number} position */
  _where(position) {
    const { trace } = this;
    return trace.sourceOf(position) === this.file ? `:${trace.lineOf(position)}` : trace.placeOf(position);
  }
}
