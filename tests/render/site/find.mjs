// Reads {index, queries} from a file, and writes what is found for each query: names of scenarios and of pages.
import { readFileSync } from "node:fs";
import { findPages, findScenarios, wordsOf } from "../../../asyncx/render/site/assets/search.js";

const ANY = { topic: "", changed: "", needs: "", article: "" };
const { index, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const names = (found) => found.map(({ name }) => name);
for (const { q, ...filters } of queries) {
  const scenarios = findScenarios(index.scenarios, wordsOf(q), { ...ANY, ...filters });
  process.stdout.write(`${JSON.stringify([names(scenarios), names(findPages(index.pages, q))])}\n`);
}
