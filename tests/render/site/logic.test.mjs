import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf, wantedBy } from "../../../asyncx/render/site/assets/address.js";
import { findPages, findScenarios, hasMessage, wordsOf } from "../../../asyncx/render/site/assets/search.js";

const ANY = { topic: "", changed: "", needs: "", article: "" };

const scenario = (name, more = {}) => ({
  name,
  topic: "timeouts",
  claim: "",
  explanation: "",
  needs: "",
  changed: [],
  article: "",
  address: "",
  ...more,
});

const page = (name, says, more = {}) => ({
  name,
  title: "",
  messages: "",
  says,
  findings: [],
  address: "",
  ...more,
});

const names = (found) => found.map((one) => one.name);

test("words are what stands between white space, in any case", () => {
  assert.deepEqual(wordsOf("  Wait_For\ttimeout\n"), ["wait_for", "timeout"]);
  assert.deepEqual(wordsOf("  "), []);
});

test("every word must occur; the name weighs most, the explanation least", () => {
  const every = [
    scenario("a", { explanation: "about a timeout" }),
    scenario("b", { claim: "A Timeout comes late" }),
    scenario("c-timeout"),
    scenario("timeouts-d"),
    scenario("e", { topic: "locks", claim: "nothing" }),
  ];
  assert.deepEqual(names(findScenarios(every, ["timeout"], ANY)), ["c-timeout", "timeouts-d", "b", "a"]);
  assert.deepEqual(names(findScenarios(every, ["timeout", "late"], ANY)), ["b"]);
  assert.deepEqual(findScenarios(every, ["timeout", "nowhere"], ANY), []);
});

test("without words the order is that of the list, and filters add up", () => {
  const every = [
    scenario("a", { changed: ["3.9", "3.12"], needs: ">=3.9" }),
    scenario("b", { changed: ["3.12"], article: "wrong" }),
    scenario("c", { topic: "locks", changed: ["3.12"] }),
  ];
  const found = (filters) => names(findScenarios(every, [], { ...ANY, ...filters }));
  assert.deepEqual(found({}), ["a", "b", "c"]);
  assert.deepEqual(found({ changed: "3.12", topic: "timeouts" }), ["a", "b"]);
  assert.deepEqual(found({ changed: "3.9" }), ["a"]);
  assert.deepEqual(found({ needs: ">=3.9" }), ["a"]);
  assert.deepEqual(found({ article: "wrong" }), ["b"]);
  assert.deepEqual(found({ changed: "3.1" }), []);
});

test("a message within a longer text finds its page, whatever stands in its holes", () => {
  const pages = [
    page("loop", [["attachedtoadifferentloop"]]),
    page("task", [["task", "gotfuture", "attachedtoadifferentloop"]]),
    page("other", [["neverretrieved"]]),
  ];
  const text = "Traceback:\nRuntimeError: Task <Task 'x'> got Future <F> attached to\n a different loop";
  assert.deepEqual(names(findPages(pages, text)), ["task", "loop"]);
  assert.equal(hasMessage(pages[2], text), false);
  assert.equal(hasMessage(pages[0], text), true);
  assert.deepEqual(names(findPages([page("x", [["b", "a"]])], "a then b")), []);
});

test("words find a page by its name, findings, title and messages", () => {
  const pages = [
    page("a", [], { title: "The loop is closed" }),
    page("loop-closed", []),
    page("b", [], { findings: ["loop-busy"] }),
    page("c", [], { messages: "Event loop is closed" }),
    page("d", []),
  ];
  assert.deepEqual(names(findPages(pages, "Loop")), ["loop-closed", "b", "a", "c"]);
  assert.deepEqual(names(findPages(pages, "")), ["a", "loop-closed", "b", "c", "d"]);
});

test("an address says what is wanted, and back again", () => {
  for (const wanted of [
    { q: "", ...ANY },
    { q: "a b & c=d # é +", ...ANY, changed: "3.12" },
    { q: "", ...ANY, needs: ">=3.11", topic: "timeouts", article: "wrong" },
  ]) {
    assert.deepEqual(wantedBy(fragmentOf(wanted)), wanted);
  }
  assert.equal(fragmentOf({ q: "", ...ANY }), "");
});

test("a fragment that speaks of something else is left alone", () => {
  assert.equal(wantedBy("#content"), null);
  assert.equal(wantedBy("#e=7"), null);
  assert.deepEqual(wantedBy(""), { q: "", ...ANY });
  assert.deepEqual(wantedBy("#topic="), { q: "", ...ANY });
});
