/** What each key does, and how the list of keys says it. */

/**
 * @typedef {object} Key
 * @property {string[]} keys As `KeyboardEvent.key` has them; "Shift+" before one that is held with it
 * @property {string} shown @property {string} says @property {string} does The name of an action
 * @property {boolean} [several] Only where several runs are compared
 */

/** @type {Key[]} */
export const KEYS = [
  { keys: ["ArrowRight"], shown: "→", says: "next event", does: "next" },
  { keys: ["ArrowLeft"], shown: "←", says: "previous event", does: "previous" },
  { keys: ["Shift+ArrowRight"], shown: "⇧ →", says: "next event of the same task", does: "nextOfTask" },
  {
    keys: ["Shift+ArrowLeft"],
    shown: "⇧ ←",
    says: "previous event of the same task",
    does: "previousOfTask",
  },
  { keys: ["."], shown: ".", says: "next event on the same lane", does: "nextOnLane" },
  { keys: [","], shown: ",", says: "previous event on the same lane", does: "previousOnLane" },
  { keys: ["n"], shown: "n", says: "next step of any task", does: "nextStep" },
  { keys: ["p"], shown: "p", says: "previous step of any task", does: "previousStep" },
  { keys: ["]", "PageDown"], shown: "]", says: "next turn of a loop", does: "nextTurn" },
  { keys: ["[", "PageUp"], shown: "[", says: "previous turn of a loop", does: "previousTurn" },
  { keys: ["Home"], shown: "Home", says: "before the first event", does: "first" },
  { keys: ["End"], shown: "End", says: "the last event", does: "last" },
  { keys: ["o"], shown: "o", says: "step in the other column, or in the next one", does: "other", several: true },
  { keys: ["c"], shown: "c", says: "its cause", does: "cause" },
  { keys: ["e"], shown: "e", says: "its effect; again for the next one", does: "effect" },
  { keys: ["v"], shown: "v", says: "the event of the verdict", does: "verdict" },
  { keys: [" "], shown: "Space", says: "play, and stop", does: "play" },
  { keys: ["+", "="], shown: "+", says: "play faster", does: "faster" },
  { keys: ["-"], shown: "−", says: "play slower", does: "slower" },
  { keys: ["/"], shown: "/", says: "find words in an event; Enter for the next one", does: "find" },
  { keys: ["g"], shown: "g", says: "go to an event by its number", does: "goTo" },
  { keys: ["s"], shown: "s", says: "zoom out", does: "zoomOut" },
  { keys: ["w"], shown: "w", says: "zoom in", does: "zoomIn" },
  { keys: ["a"], shown: "a", says: "pan to the left", does: "panLeft" },
  { keys: ["d"], shown: "d", says: "pan to the right", does: "panRight" },
  { keys: ["0"], shown: "0", says: "fit all of the trace", does: "fit" },
  { keys: ["f"], shown: "f", says: "focus on the selected event", does: "focus" },
  {
    keys: ["Shift+S", "u"],
    shown: "u or ⇧ S",
    says: "steps scale: each event equally wide, or time",
    does: "scale",
  },
  { keys: ["x"], shown: "x", says: "show the folded lanes", does: "unfold" },
  { keys: ["t"], shown: "t", says: "dark or light", does: "theme" },
  { keys: ["?"], shown: "?", says: "these keys", does: "keys" },
];

/** The action of a key press, or nothing. @param {KeyboardEvent} event */
export function actionOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return "";
  const name = event.shiftKey && /^(Arrow.*|[A-Z])$/.test(event.key) ? `Shift+${event.key}` : event.key;
  return KEYS.find((key) => key.keys.includes(name))?.does ?? "";
}
