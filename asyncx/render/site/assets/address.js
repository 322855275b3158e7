/** What is searched for, as a part of the address: a list can be linked to, and is there again on the way back. */

/** @typedef {{ q: string, topic: string, changed: string, needs: string, article: string }} Wanted */

const KEYS = /** @type {const} */ (["q", "topic", "changed", "needs", "article"]);

/** What a fragment (`#q=cancel&changed=3.12`) asks for; null when it speaks of something else. @param {string} hash */
export function wantedBy(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  if (hash.length > 1 && !KEYS.some((key) => given.has(key))) return null;
  return /** @type {Wanted} */ (Object.fromEntries(KEYS.map((key) => [key, given.get(key) ?? ""])));
}

/** The fragment that asks for it, "" for nothing. @param {Wanted} wanted */
export function fragmentOf(wanted) {
  const given = new URLSearchParams(KEYS.filter((key) => wanted[key]).map((key) => [key, wanted[key]]));
  return given.size ? `#${given}` : "";
}
