/** The page: one position, shown in every pane, and moved by keys, buttons, links and the address. */

import { Trace } from "./data.js";
import { Replay } from "./replay.js";
import { Effects, byEvent, byStep, byTurn, cause, chain, sameLane, sameTask, search, seek } from "./moves.js";
import { duration } from "./axis.js";
import { KEYS, actionOf } from "./keys.js";
import { Lanes } from "./lanes.js";
import { Source, eventTable, eventWords, laneTable, make, showBecause, showLoop } from "./panes.js";

/** Events a second, from the slowest to the fastest. */
const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32];
const MILLISECONDS = 1000;

/** @param {string} id @returns {any} */
const element = (id) => document.getElementById(id);

class Viewer {
  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
    this.replay = new Replay(trace);
    this.effects = new Effects(trace);
    this.position = 0;
    this.speed = 2;
    this.playing = 0;
    /** Where `e` was pressed first, so that pressing it again goes to the next effect. */
    this.origin = { from: 0, at: -1, index: 0 };
    this.lanes = new Lanes(trace, element("lanes"), element("lanes-box"), (position) => this.go(position));
    this.source = new Source(trace, element("source"), element("source-caption"));
    this._listen();
    this._keysPage();
    this.theme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    element("slider").max = String(trace.count);
    element("count").textContent = `of ${trace.count}`;
    this._labels();
    this.go(this._addressed() ?? (trace.page.start ? trace.at(trace.page.start) : trace.count), false);
  }

  /** The position that the address names, null for none. */
  _addressed() {
    const found = /^#e=(\d+)$/.exec(location.hash);
    return found ? this.trace.at(Number(found[1])) : null;
  }

  /**
   * Show a position everywhere.
   * @param {number} position @param {boolean} address Whether it goes into the address
   */
  go(position, address = true) {
    const { trace } = this;
    this.position = position;
    const causes = chain(trace, position);
    const effects = this.effects.of(position);
    this.lanes.show(position, causes, effects);
    this.source.show(position);
    showLoop(trace, this.replay.at(position), position, element("loop"));
    showBecause(trace, causes, effects, element("because"));
    this._details();
    const turn = trace.turn >= 0 && position ? this._turn() : "";
    element("slider").value = String(position);
    element("slider").setAttribute(
      "aria-valuetext",
      `event ${trace.n[position]}: ${eventWords(trace, position)}`,
    );
    element("number").value = String(trace.n[position]);
    element("when").textContent = [duration(trace.t[position]), turn].filter(Boolean).join(" · ");
    element("event").textContent = eventWords(trace, position);
    element("loop-caption").textContent = position
      ? `at event ${trace.n[position]} of ${trace.count} · ${duration(trace.t[position])}`
      : "before the first event";
    for (const step of document.querySelectorAll("#why li")) {
      const here = step.getAttribute("data-n") === String(trace.n[position]);
      step.classList.toggle("this", here);
      if (here) step.setAttribute("aria-current", "true");
      else step.removeAttribute("aria-current");
    }
    if (address) this._address();
  }

  /** Not at each step: browsers allow only so many changes of the address in a while. */
  _address() {
    clearTimeout(this._later);
    this._later = setTimeout(() => history.replaceState(null, "", `#e=${this.trace.n[this.position]}`), 200);
  }

  /** `turn 4`, of the loop in this thread. */
  _turn() {
    const { trace, position } = this;
    const isTurn = (/** @type {number} */ at) =>
      trace.kind[at] === trace.turn && trace.thread[at] === trace.thread[position];
    const at = isTurn(position) ? position : seek(trace, position, false, isTurn);
    return isTurn(at) ? `turn ${trace.turnOf(at)}` : "";
  }

  /** The tables, where they are open. */
  _details() {
    if (element("lane-details").open) laneTable(this.trace, this.position, element("lane-table"));
    if (element("event-details").open)
      eventTable(this.trace, this.position, element("event-table"), element("event-caption"));
  }

  /** @param {string} name */
  act(name) {
    const { trace, position } = this;
    const action = this._actions()[name];
    if (!action) return false;
    if (name !== "play" && name !== "faster" && name !== "slower") this._stop();
    const moved = action(trace, position);
    if (typeof moved === "number" && moved !== position) this.go(moved);
    return true;
  }

  /** @returns {Record<string, (trace: Trace, position: number) => number | void>} */
  _actions() {
    const { lanes } = this;
    const step = lanes.view.width / 6;
    return {
      next: (trace, position) => byEvent(trace, position, 1),
      previous: (trace, position) => byEvent(trace, position, -1),
      nextOfTask: (trace, position) => sameTask(trace, position, true),
      previousOfTask: (trace, position) => sameTask(trace, position, false),
      nextOnLane: (trace, position) => sameLane(trace, position, true),
      previousOnLane: (trace, position) => sameLane(trace, position, false),
      nextStep: (trace, position) => byStep(trace, position, true),
      previousStep: (trace, position) => byStep(trace, position, false),
      nextTurn: (trace, position) => byTurn(trace, position, true),
      previousTurn: (trace, position) => byTurn(trace, position, false),
      first: () => 0,
      last: (trace) => trace.count,
      cause: (trace, position) => cause(trace, position),
      effect: (_, position) => this._effect(position),
      verdict: (trace) => trace.at(trace.page.start),
      play: () => this._play(),
      faster: () => this._faster(1),
      slower: () => this._faster(-1),
      find: () => element("find").focus(),
      goTo: () => element("number").select(),
      zoomIn: () => lanes.zoom(0.7),
      zoomOut: () => lanes.zoom(1 / 0.7),
      panLeft: () => lanes.pan(-step),
      panRight: () => lanes.pan(step),
      fit: () => lanes.fit(),
      focus: () => lanes.focus(),
      scale: () => {
        lanes.rescale();
        this._labels();
      },
      unfold: () => {
        lanes.unfold();
        this._labels();
      },
      theme: () => this.theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
      keys: () => element("keys").showModal(),
    };
  }

  /** The first effect; when that is where `e` led to, the next one. @param {number} position */
  _effect(position) {
    const siblings = this.effects.of(this.origin.from);
    const own = this.effects.of(position);
    if (position === this.origin.at && !own.length && siblings.length > 1) {
      this.origin.index = (this.origin.index + 1) % siblings.length;
      return (this.origin.at = siblings[this.origin.index]);
    }
    if (!own.length) return position;
    this.origin = { from: position, at: own[0], index: 0 };
    return own[0];
  }

  /** @param {string} name */
  theme(name) {
    document.documentElement.dataset.theme = name;
    element("theme").textContent = name === "dark" ? "light" : "dark";
    this.lanes.redraw();
  }

  _play() {
    if (this.playing) return this._stop();
    if (this.position === this.trace.count) this.go(0);
    this._tick();
    this._labels();
  }

  _tick() {
    this.playing = window.setTimeout(() => {
      this.go(byEvent(this.trace, this.position, 1));
      if (this.position < this.trace.count) this._tick();
      else this._stop();
    }, MILLISECONDS / SPEEDS[this.speed]);
  }

  _stop() {
    clearTimeout(this.playing);
    this.playing = 0;
    this._labels();
  }

  /** @param {number} by */
  _faster(by) {
    this.speed = Math.max(0, Math.min(this.speed + by, SPEEDS.length - 1));
    this._labels();
  }

  /** What the buttons say that can be in two states. */
  _labels() {
    const folded = this.lanes.layout.folded;
    element("play").textContent = this.playing ? "stop" : "play";
    element("speed").value = String(this.speed);
    element("scale").textContent = this.lanes.scale === "steps" ? "steps scale" : "time scale";
    element("unfold").hidden = !folded && !this.lanes.all;
    element("unfold").textContent = folded ? `+ ${folded} more lanes` : "fewer lanes";
  }

  /** @param {boolean} forwards */
  find(forwards) {
    const text = element("find").value;
    const found = search(this.trace, this.position, text, forwards);
    element("found").textContent = !text.trim() || found ? "" : "no event says that";
    if (found) this.go(found);
  }

  _listen() {
    document.addEventListener("keydown", (event) => this._pressed(event));
    document.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-does]") : null;
      if (button) this.act(button.getAttribute("data-does") ?? "");
    });
    addEventListener("hashchange", () => {
      const position = this._addressed();
      if (position !== null && position !== this.position) this.go(position, false);
    });
    element("slider").addEventListener("input", () => this.go(Number(element("slider").value)));
    element("number").addEventListener("change", () =>
      this.go(this.trace.at(Number(element("number").value) || 0)),
    );
    element("speed").addEventListener("change", () => (this.speed = Number(element("speed").value)));
    element("find").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter") this.find(!event.shiftKey);
    });
    element("find").addEventListener("input", () => (element("found").textContent = ""));
    for (const name of ["lane-details", "event-details"])
      element(name).addEventListener("toggle", () => this._details());
    new ResizeObserver(() => this.lanes.resize()).observe(element("lanes-box"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) =>
      this.theme(event.matches ? "dark" : "light"),
    );
    addEventListener("beforeprint", () => this._print());
    addEventListener("afterprint", () => this.theme(this.themed ?? "light"));
  }

  /** Paper is light, and has the tables. */
  _print() {
    this.themed = document.documentElement.dataset.theme;
    this.theme("light");
    element("event-details").open = true;
    this._details();
    this.lanes.drawNow();
  }

  /** @param {KeyboardEvent} event */
  _pressed(event) {
    const at = event.target instanceof HTMLElement ? event.target : document.body;
    if (element("keys").open) {
      if (event.key === "?") element("keys").close();
      return;
    }
    const typing = at.matches("input:not([type=range]), select");
    if (typing) {
      if (event.key === "Escape" || (event.key === "Enter" && at.id === "number")) at.blur();
      return;
    }
    const own = at.matches("button, a, summary") && (event.key === " " || event.key === "Enter");
    if (!own && this.act(actionOf(event))) event.preventDefault();
  }

  _keysPage() {
    const rows = KEYS.map(({ shown, says }) =>
      make("tr", "", make("th", "", make("kbd", "", shown)), make("td", "", says)),
    );
    element("keys-table").replaceChildren(...rows);
  }
}

const data = /** @type {HTMLElement} */ (document.getElementById("data"));
const viewer = new Viewer(new Trace(JSON.parse(data.textContent ?? "{}")));
Object.assign(window, { asyncx: viewer });
