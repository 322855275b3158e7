/** What fits the words and the filters, best match first: the scenarios as `asyncx list` finds them. */

/**
 * @typedef {object} Scenario
 * @property {string} name @property {string} topic @property {string} claim @property {string} explanation
 * @property {string} needs @property {string[]} changed @property {string} article
 * @property {string} address
 *
 * @typedef {object} Explanation
 * @property {string} name @property {string} title @property {string} messages
 * @property {string[][]} says The fixed parts of each message, squeezed
 * @property {string[]} findings @property {string} address
 *
 * @typedef {{ topic: string, changed: string, needs: string, article: string }} Filters "" is any
 */

const MESSAGE = 1000;

/** The words of what was typed. @param {string} text */
export function wordsOf(text) {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Text without white space and capitals. @param {string} text */
export function squeeze(text) {
  return text.replace(/\s+/g, "").toLowerCase();
}

/**
 * The scenarios that pass the filters and speak of every word; all of these, in order, for no words.
 * @param {Scenario[]} scenarios @param {string[]} words @param {Filters} filters
 */
export function findScenarios(scenarios, words, filters) {
  const passing = scenarios.filter((scenario) => passes(scenario, filters));
  return words.length ? best(passing, (scenario) => scoreOf(scenario, words)) : passing;
}

/**
 * The explanations of a text: first those one of whose messages is in it, the longest match before the
 * others, then those that speak of every word.
 * @param {Explanation[]} pages @param {string} text
 */
export function findPages(pages, text) {
  const words = wordsOf(text);
  const squeezed = squeeze(text);
  return words.length
    ? best(pages, (page) => messageScore(page, squeezed) || wordScore(page, words))
    : [...pages];
}

/** Whether a message of the page is in the text. @param {Explanation} page @param {string} text */
export function hasMessage(page, text) {
  return messageScore(page, squeeze(text)) > 0;
}

/** @param {Scenario} scenario @param {Filters} filters */
function passes(scenario, { topic, changed, needs, article }) {
  return (
    (!topic || scenario.topic === topic) &&
    (!changed || scenario.changed.includes(changed)) &&
    (!needs || scenario.needs === needs) &&
    (!article || scenario.article === article)
  );
}

/** How well a scenario fits, 0 unless every word occurs. @param {Scenario} scenario @param {string[]} words */
function scoreOf(scenario, words) {
  const name = scenario.name.toLowerCase();
  const points = words.map(
    (word) =>
      inName(name, word) +
      3 * Number(scenario.topic.includes(word)) +
      2 * Number(scenario.claim.toLowerCase().includes(word)) +
      Number(scenario.explanation.toLowerCase().includes(word)),
  );
  return total(points, words.join("-") === name);
}

/** @param {Explanation} page @param {string[]} words */
function wordScore(page, words) {
  const points = words.map(
    (word) =>
      inName(page.name, word) +
      4 * Number(page.findings.some((finding) => finding.includes(word))) +
      2 * Number(page.title.toLowerCase().includes(word)) +
      Number(page.messages.toLowerCase().includes(word)),
  );
  return total(points, words.join("-") === page.name);
}

/** @param {string} name @param {string} word */
function inName(name, word) {
  const parts = name.replaceAll("_", "-").split("-");
  return 8 * Number(parts.includes(word)) + 4 * Number(name.includes(word));
}

/** @param {number[]} points @param {boolean} same Whether the words are just the name */
function total(points, same) {
  return points.every(Boolean) ? points.reduce((sum, some) => sum + some, same ? 32 : 0) : 0;
}

/** @param {Explanation} page @param {string} text Squeezed */
function messageScore(page, text) {
  const weights = page.says.map((parts) => (inOrder(parts, text) ? parts.join("").length : 0));
  const most = Math.max(0, ...weights);
  return most && MESSAGE + most;
}

/** @param {string[]} parts @param {string} text */
function inOrder(parts, text) {
  let place = 0;
  return parts.every((part) => {
    const found = text.indexOf(part, place);
    place = found + part.length;
    return found >= 0;
  });
}

/**
 * @template T
 * @param {T[]} every @param {(one: T) => number} score
 */
function best(every, score) {
  return every
    .map((one) => ({ one, points: score(one) }))
    .filter(({ points }) => points)
    .sort((left, right) => right.points - left.points)
    .map(({ one }) => one);
}
