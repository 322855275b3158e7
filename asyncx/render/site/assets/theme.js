/** Dark or light: as the reader chose on this site, else as the browser says.  Runs before the page is seen. */

const KEY = "asyncx-theme";
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @returns {"dark" | "light"} */
const preferred = () => (dark.matches ? "dark" : "light");

/** What was chosen; null for nothing, or where nothing may be kept. */
function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** What is as preferred anyway is not kept, so that the preference may change. */
function keep() {
  try {
    const theme = root.dataset.theme ?? "light";
    if (theme === preferred()) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Then it is as preferred on the next page.
  }
}

/** The button says what it leads to. */
function label() {
  const button = document.getElementById("site-theme");
  if (button) button.textContent = root.dataset.theme === "dark" ? "light" : "dark";
}

/** @param {string} theme */
function show(theme) {
  const viewer = /** @type {any} */ (globalThis).asyncx;
  if (viewer) viewer.theme(theme);
  else root.dataset.theme = theme;
  label();
}

root.classList.add("js");
show(chosen() ?? preferred());

addEventListener("DOMContentLoaded", () => {
  show(chosen() ?? preferred());
  new MutationObserver(() => (keep(), label())).observe(root, { attributeFilter: ["data-theme"] });
  if ("asyncx" in globalThis) return; // the viewer listens itself
  const turn = () => show(root.dataset.theme === "dark" ? "light" : "dark");
  document.getElementById("site-theme")?.addEventListener("click", turn);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
    if (event.key === "t" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) turn();
  });
  dark.addEventListener("change", () => show(preferred()));
  let before = "light";
  addEventListener("beforeprint", () => {
    before = root.dataset.theme ?? "light";
    show("light");
  });
  addEventListener("afterprint", () => show(before));
});
