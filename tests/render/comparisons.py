"""Comparisons made by hand, for the screens that show them."""

from __future__ import annotations

from asyncx.analysis.compare import Comparison, compare
from asyncx.analysis.facts import judged
from asyncx.analysis.observed import Member, Observation, observe
from asyncx.runs import catalogue
from asyncx.runs.catalogue import Scenario
from asyncx.trace.model import Trace
from tests.traces import Script, cancelled, error, wait_for_timeout

EXPLANATION = """A timeout cancels the inner coroutine, then waits for its cleanup.

The deadline is only the moment at which wait_for() asks fetch() to stop. Before 3.12 fetch() ran in a
task of its own; since 3.12 (gh-96764) it runs in the caller's task. Nothing else can be done. That is
so since 3.11 (bpo-42413).
"""
FACTS = """{
    "wait_for raises": ('task("main").message', {"<3.11": "asyncio.TimeoutError", ">=3.11": "TimeoutError"}),
    "printed": ("printed", {"<3.9": ["cause: None", "end"], ">=3.9": ["cause: CancelledError()", "end"]}),
    "tasks": ("len(tasks)", {"<3.12": 2, ">=3.12": 1}),
    "it goes on at": ("end", 150),
    "says": ("error", {">=3.12": None}),
}"""


def scenario(name: str = "wait_for-timeout", topic: str = "timeouts", facts: str = FACTS) -> Scenario:
    """A scenario that says what wait_for-timeout says."""
    return catalogue.parse(name, f'"""{EXPLANATION}"""\nFACTS = {facts}\nprint()\n', topic=topic)


def own_task() -> Script:
    """wait_for(fetch(), 0.1) before CPython 3.12: fetch is a task of its own."""
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    script.step(main)
    fetch = script.task("fetch")
    script.wait(main, "main", ("asyncio/tasks.py", "wait_for"), on={"task": fetch})
    script.step(fetch)
    inner = script.coro(fetch, "fetch")
    script.sleep(fetch, 1, "fetch")
    script.at(100).cancel(fetch, via=("wait_for",))
    script.ready(fetch)
    script.step(fetch)
    script.throw(inner, cancelled())
    script.catch(inner, cancelled())
    script.sleep(fetch, 0.05, "fetch")
    script.at(150).wake(fetch).step(fetch)
    script.raises(inner, cancelled())
    script.end(fetch, "cancelled", cancelled())
    script.wake(main).step(main)
    script.end(main, "raised", error("TimeoutError"))
    script.add("run.end", how="returned", code=0)
    return script


def seen(made: Scenario, python: str, trace: Trace | None = None, **other: object) -> Observation:
    """What `FACTS` expects of a version, but for `other` (by expression), with a trace or as recorded."""
    run = None if trace is None else trace.run
    facts = []
    for fact in made.facts:
        expected = fact.expected(python)
        value = other.get(fact.read, expected[0] if expected else "no such thing")
        readable = bool(expected) or fact.read in other
        loop, clock = (run.loop, run.clock) if run else ("asyncio", "virtual")
        facts.append(judged(fact, value, python, readable=readable, loop=loop, clock=clock))
    if trace is None or run is None:
        return Observation(Member(python, recorded=True), tuple(facts))
    sentence = observe(made, trace).sentence
    return Observation(Member(python, run.loop, run.clock), tuple(facts), sentence, trace)


def timeout() -> Comparison:
    """Four behaviours: two live ones with another picture each, one live without, one as recorded."""
    made = scenario()
    old, new = own_task(), wait_for_timeout()
    return compare(
        made,
        [
            seen(made, "3.8.18"),
            seen(made, "3.9.18"),
            seen(made, "3.10.13"),
            seen(made, "3.11.7", old.trace(python="3.11.7")),
            seen(made, "3.11.7", old.trace(python="3.11.7", loop="uvloop", clock="real"), end=153.2),
            seen(made, "3.12.1", new.trace(python="3.12.1")),
            seen(made, "3.13.0", new.trace(python="3.13.0")),
            seen(made, "3.13.0", new.trace(python="3.13.0", loop="eager"), **{"len(tasks)": 3}),
            seen(made, "3.14.0"),
            seen(made, "3.15.0"),
        ],
    )


def failing() -> Comparison:
    """One fact that does not hold."""
    made = scenario()
    trace = wait_for_timeout().trace(python="3.12.1")
    return compare(made, [seen(made, "3.12.1", trace, end=175), seen(made, "3.13.0", trace, end=175)])


def alike() -> Comparison:
    """Two Pythons that behave alike."""
    made = scenario("timeout-plain", facts='{"it goes on at": ("end", 150), "tasks": ("len(tasks)", 1)}')
    script = wait_for_timeout()
    return compare(made, [seen(made, python, script.trace(python=python)) for python in ("3.12.1", "3.13.0")])


def recorded() -> Comparison:
    """Nothing was run."""
    made = scenario("loop-mine", "loops")
    return compare(made, [seen(made, python) for python in ("3.8.18", "3.11.7", "3.12.1")])


def alone() -> Comparison:
    """One Python, as recorded."""
    made = scenario()
    return compare(made, [seen(made, "3.8.18")])
