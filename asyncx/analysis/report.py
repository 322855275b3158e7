"""Everything there is to say about one run, put together."""

from __future__ import annotations

from dataclasses import dataclass

from ..runs.catalogue import Scenario
from ..trace.model import Trace
from .causes import WhyStep, tell
from .facts import Difference, FactResult, differences, evaluate
from .story import Story
from .verdict import Verdict
from .verdict import judge as judge_story


@dataclass(frozen=True, slots=True)
class Report:
    """One run, judged: what to show of it.

    `name`, `claim`, `explanation`, `article` and `facts` are those of the scenario, and empty for a
    program; `differs` says what the facts are on other versions.
    """

    name: str
    claim: str
    explanation: str
    article: tuple[str, str] | None
    trace: Trace
    verdict: Verdict
    why: tuple[WhyStep, ...]
    facts: tuple[FactResult, ...]
    differs: tuple[Difference, ...] = ()


def judge(trace: Trace, scenario: Scenario | None) -> Report:
    """Judge one run; with its scenario, also by the scenario's facts.

    UserError when one of these is read by an expression that no fact may use.
    """
    story = Story(trace)
    found = judge_story(story)
    why = tell(story, found.record)
    if scenario is None:
        return Report(trace.run.target, "", "", None, trace, found, why, ())
    version = trace.run.python
    return Report(
        name=scenario.name,
        claim=scenario.claim,
        explanation=scenario.explanation,
        article=scenario.article,
        trace=trace,
        verdict=found,
        why=why,
        facts=tuple(evaluate(fact, trace, version) for fact in scenario.facts),
        differs=tuple(
            difference
            for fact in scenario.facts
            for difference in differences(fact.cases, fact.name, version)
        ),
    )
