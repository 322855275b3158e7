/** All that the picture of the lanes depends on. */

/**
 * @typedef {object} Scene
 * @property {import("./data.js").Trace} trace @property {import("./layout.js").Layout} layout
 * @property {import("./axis.js").View} view
 * @property {number} left Pixels for the titles @property {number} top Pixels scrolled down
 * @property {number} height Of the whole canvas @property {number} position
 * @property {number} cursor The unit at which its line stands
 * @property {number[]} chain Positions, each the cause of the next @property {number[]} effects
 * @property {number[]} led The same as `chain`, of the event that is pointed at
 */

/** Pixels above and below the lanes. */
export const RULER = 28;
export const FOOTER = 22;

/**
 * Half way down a line, in pixels of the canvas.
 * @param {Scene} scene @param {import("./layout.js").Line} line
 */
export const middle = (scene, line) => RULER + line.y - scene.top + line.height / 2;
