/** A page with a stepper is read, too: some keys are the page's own as long as the reader is not in the stepper. */

const SCROLLING = new Set([" ", "PageDown", "PageUp", "Home", "End"]);

addEventListener("DOMContentLoaded", () => {
  const steps = /** @type {HTMLElement | null} */ (document.querySelector(".steps"));
  if (!steps) return;
  document.addEventListener(
    "keydown",
    (event) => {
      const at = /** @type {Element} */ (event.target);
      const scrolls = at.closest(".wide") ? event.key.startsWith("Arrow") : false;
      if (scrolls || (SCROLLING.has(event.key) && !steps.contains(at))) event.stopPropagation();
    },
    true,
  );
  if (/^#e=\d/.test(location.hash)) steps.scrollIntoView();
});
