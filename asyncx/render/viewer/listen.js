/** What the reader does to the page, handed on to the viewer. */

import { KEYS, actionOf } from "./keys.js";
import { make } from "./panes.js";
import { element } from "./side.js";

/** @typedef {import("./viewer.js").Viewer} Viewer */

/** Listen to keys, buttons, links and the window. @param {Viewer} viewer */
export function listen(viewer) {
  document.addEventListener("keydown", (event) => pressed(viewer, event));
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-does]") : null;
    if (button) viewer.act(button.getAttribute("data-does") ?? "");
  });
  addEventListener("hashchange", () => viewer.addressed(false));
  element("slider").addEventListener("input", () => viewer.slideTo(Number(element("slider").value)));
  element("number").addEventListener("change", () =>
    viewer.go(viewer.trace.at(Number(element("number").value) || 0)),
  );
  element("speed").addEventListener("change", () => (viewer.speed = Number(element("speed").value)));
  element("find").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") viewer.find(!event.shiftKey);
  });
  element("find").addEventListener("input", () => (element("found").textContent = ""));
  for (const name of ["lane-details", "event-details"])
    element(name).addEventListener("toggle", () => viewer.details());
  for (const { lanes } of viewer.sides) new ResizeObserver(() => lanes.resize()).observe(lanes.box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) =>
    viewer.theme(event.matches ? "dark" : "light"),
  );
  listenToPrinter(viewer);
  const rows = KEYS.filter((key) => !key.several || viewer.sides.length > 1).map(({ shown, says }) =>
    make("tr", "", make("th", "", make("kbd", "", shown)), make("td", "", says)),
  );
  element("keys-table").replaceChildren(...rows);
}

/** Pixels that fit onto a sheet of paper, A4 or Letter. */
const PAPER = { wide: 660, high: 800 };

/** Paper is light, and has the tables. @param {Viewer} viewer */
function listenToPrinter(viewer) {
  let theme = "light";
  addEventListener("beforeprint", () => {
    theme = document.documentElement.dataset.theme ?? theme;
    viewer.theme("light");
    element("event-details").open = true;
    viewer.details();
    for (const side of viewer.sides) side.lanes.resize(PAPER.wide, PAPER.high);
  });
  addEventListener("afterprint", () => {
    viewer.theme(theme);
    for (const side of viewer.sides) side.lanes.resize();
  });
}

/** @param {Viewer} viewer @param {KeyboardEvent} event */
function pressed(viewer, event) {
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
  if (!own && viewer.act(actionOf(event))) event.preventDefault();
}
