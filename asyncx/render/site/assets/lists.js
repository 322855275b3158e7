/** The pages with lists: the search, the filters, and what fits. */

import { fragmentOf, wantedBy } from "./address.js";
import { findPages, findScenarios, hasMessage, wordsOf } from "./search.js";

/**
 * @typedef {import("./address.js").Wanted} Wanted
 * @typedef {import("./search.js").Scenario} Scenario
 * @typedef {import("./search.js").Explanation} Explanation
 */

/** Explanations shown beside scenarios; all are on their own page. */
const BESIDE = 8;

/** @param {string} id @returns {any} */
const part = (id) => document.getElementById(id);

/** @param {number} count @param {string} unit */
const counted = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"}`;

class Lists {
  /** @param {{ scenarios: Scenario[], pages: Explanation[] }} index */
  constructor(index) {
    this.index = index;
    this.search = part("search");
    this.selects = /** @type {HTMLSelectElement[]} */ ([...document.querySelectorAll("select[data-key]")]);
    /** Whether this is the list of the scenarios. */
    this.ofScenarios = this.selects.length > 0;
    this.rows = new Map(
      /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-name]")]).map((row) => [
        row.dataset.name,
        row,
      ]),
    );
    // The way to a topic chooses it now, and is no longer a place on the page to jump to.
    for (const title of document.querySelectorAll("[data-topic] h2")) title.removeAttribute("id");
    this._listen();
    this._read();
  }

  /** @returns {Wanted} */
  get wanted() {
    const filters = Object.fromEntries(this.selects.map((select) => [select.dataset.key, select.value]));
    return { topic: "", changed: "", needs: "", article: "", ...filters, q: this.search.value };
  }

  /** Take what the address asks for. */
  _read() {
    const wanted = wantedBy(location.hash);
    if (!wanted) return;
    this.search.value = wanted.q;
    for (const select of this.selects) {
      const key = /** @type {keyof Wanted} */ (select.dataset.key);
      select.value = wanted[key];
      if (select.selectedIndex < 0) select.value = "";
    }
    this.show();
  }

  /** Show what fits, and keep in the address what was asked for. */
  changed() {
    const { pathname, search } = location;
    history.replaceState(null, "", fragmentOf(this.wanted) || pathname + search);
    this.show();
  }

  show() {
    const { wanted } = this;
    const words = wordsOf(wanted.q);
    const filtered = this.selects.some((select) => select.value);
    const scenarios = this.ofScenarios ? findScenarios(this.index.scenarios, words, wanted) : [];
    const pages = words.length && !filtered ? findPages(this.index.pages, wanted.q) : [];
    part("all").hidden = words.length > 0;
    part("results").hidden = !words.length;
    part("results").replaceChildren(...(words.length ? this._results(scenarios, pages) : []));
    if (this.ofScenarios && !words.length) this._fold(scenarios);
    for (const way of document.querySelectorAll(".topics a")) {
      const topic = way.getAttribute("data-topic-name") ?? "";
      const chosen = topic === wanted.topic;
      if (chosen) way.setAttribute("aria-current", "true");
      else way.removeAttribute("aria-current");
      way.setAttribute("href", fragmentOf({ ...wanted, topic: chosen ? "" : topic }) || "#topic=");
    }
    part("clear").hidden = !words.length && !filtered;
    part("how-many").textContent = this._words(scenarios.length, pages.length, words.length > 0);
  }

  /** @param {number} scenarios @param {number} pages @param {boolean} searched */
  _words(scenarios, pages, searched) {
    const every = this.index.scenarios.length;
    const first = scenarios === every ? counted(every, "scenario") : `${scenarios} of ${counted(every, "scenario")}`;
    const second = searched ? counted(pages, "explanation") : counted(this.index.pages.length, "explanation");
    if (!this.ofScenarios) return second;
    return searched && pages ? `${first} · ${second}` : first;
  }

  /** Hide the scenarios that do not fit, and the topics without one. @param {Scenario[]} scenarios */
  _fold(scenarios) {
    const names = new Set(scenarios.map(({ name }) => name));
    for (const [name, row] of this.rows) row.hidden = !names.has(name ?? "");
    for (const topic of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-topic]")))
      topic.hidden = !topic.querySelector("[data-name]:not([hidden])");
  }

  /** @param {Scenario[]} scenarios @param {Explanation[]} pages */
  _results(scenarios, pages) {
    const shown = this.ofScenarios ? pages.slice(0, BESIDE) : pages;
    const blocks = [
      { title: "Scenarios", rows: scenarios.map(({ name }) => this._copy(name)) },
      { title: "Explanations", rows: shown.map((page) => this._copy(page.name) ?? row(page)) },
    ];
    if (pages.length && hasMessage(pages[0], this.search.value)) blocks.reverse();
    const filled = blocks.filter(({ rows }) => rows.length);
    if (!filled.length) return [element("p", "aside", "Nothing speaks of all these words.")];
    return filled.flatMap(({ title, rows }) => {
      const list = element("ul", "rows");
      list.append(.../** @type {Node[]} */ (rows));
      return this.ofScenarios ? [element("h2", "", title), list] : [list];
    });
  }

  /** @param {string} name */
  _copy(name) {
    const own = this.rows.get(name);
    const copy = /** @type {HTMLElement | undefined} */ (own?.cloneNode(true));
    if (copy) copy.hidden = false;
    return copy;
  }

  _listen() {
    this.search.addEventListener("input", () => this.changed());
    this.search.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") this._clear(true);
      if (event.key === "Enter") part("results").querySelector("a")?.click();
    });
    for (const select of this.selects) select.addEventListener("change", () => this.changed());
    part("clear").addEventListener("click", () => {
      this._clear(false);
      this.search.focus();
    });
    addEventListener("hashchange", () => this._read());
    document.addEventListener("keydown", (event) => this._pressed(event));
  }

  /** @param {boolean} wordsAlone */
  _clear(wordsAlone) {
    this.search.value = "";
    if (!wordsAlone) for (const select of this.selects) select.value = "";
    this.changed();
  }

  /** `/` to the search, up and down through what is listed. @param {KeyboardEvent} event */
  _pressed(event) {
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || at.matches("select")) return;
    if (event.key === "/" && at !== this.search) {
      this.search.focus();
      this.search.select();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const links = this._links();
      const here = links.indexOf(/** @type {HTMLAnchorElement} */ (at));
      if (here < 0 && (at !== this.search || event.key === "ArrowUp")) return;
      const next = here + (event.key === "ArrowDown" ? 1 : -1);
      (next < 0 ? this.search : links[Math.min(next, links.length - 1)])?.focus();
    } else return;
    event.preventDefault();
  }

  /** The links of the rows that are seen. */
  _links() {
    const every = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rows a"));
    return [...every].filter((way) => way.offsetParent !== null);
  }
}

/** @param {string} tag @param {string} name @param {string} words */
function element(tag, name, words = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = words;
  return made;
}

/** A row for an explanation on the page of the scenarios. @param {Explanation} page */
function row(page) {
  const made = element("li", "");
  const way = document.createElement("a");
  way.href = page.address;
  way.append(element("code", "", page.name));
  made.append(way, element("span", "claim", page.title));
  return made;
}

addEventListener("DOMContentLoaded", () => {
  const index = /** @type {any} */ (globalThis).asyncxIndex;
  if (part("search") && index) new Lists(index);
});
