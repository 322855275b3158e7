"""A fact that could not fail would say nothing: each comes out otherwise on a trace made wrong on purpose."""

from __future__ import annotations

import ast

from asyncx.analysis.facts import FactStatus, evaluate
from asyncx.trace.model import Trace

from .runs import PYTHONS, SCENARIOS, all_traces, each_of
from .wrong import MUTATIONS, echo

each_python = each_of(PYTHONS)


def holding(trace: Trace, name: str) -> set[str]:
    """The facts of the scenario `name` that hold on `trace`."""
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == name)
    return {
        fact.name
        for fact in scenario.facts
        if evaluate(fact, trace, trace.run.python).status is FactStatus.HOLDS
    }


def words_of(name: str, fact_name: str) -> str:
    """The texts for which a fact listens: all of those in its expression."""
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == name)
    expression = next(fact.read for fact in scenario.facts if fact.name == fact_name)
    nodes = ast.walk(ast.parse(expression, mode="eval"))
    return " ".join(
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@each_python
def test_each_fact_fails_on_a_wrong_trace(python: str) -> None:
    """For each fact that holds there is a mutation on which it does not, if only one that it listens for."""
    unshakable = []
    for name, trace in all_traces(python).items():
        left = holding(trace, name)
        for mutation in MUTATIONS.values():
            if left:
                left &= holding(mutation(trace), name)
        unshakable += [
            (name, fact) for fact in sorted(left) if fact in holding(echo(trace, words_of(name, fact)), name)
        ]

    assert unshakable == []


@each_python
def test_each_mutation_breaks_something(python: str) -> None:
    """A mutation that no fact notices is of no use here."""
    idle = set(MUTATIONS)
    for name, trace in all_traces(python).items():
        before = holding(trace, name)
        idle -= {label for label in idle if holding(MUTATIONS[label](trace), name) != before}

    assert idle == set()
