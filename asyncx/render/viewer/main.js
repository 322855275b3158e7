/** Where it begins: the data are in the page. */

import { Trace } from "./data.js";
import { Comparer } from "./compare.js";
import { Side, element } from "./side.js";
import { Source } from "./source.js";
import { Viewer } from "./viewer.js";

const data = JSON.parse(element("data").textContent ?? "{}");

/** One run. @param {import("./data.js").Page} page */
function alone(page) {
  const trace = new Trace(page);
  const source = new Source(trace, element("source"), element("source-title"), element("source-caption"));
  /** @type {Viewer} */
  const viewer = new Viewer(new Side(trace, "", (position) => viewer.go(position)), source);
  return viewer.begin();
}

Object.assign(window, { asyncx: data.groups ? new Comparer(data).begin() : alone(data) });
