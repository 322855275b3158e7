"""Run scenarios on every Python that was chosen, and compare what they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..analysis.compare import compare
from ..analysis.observed import Observation, observe, recall
from ..errors import ExitCode, UserError
from ..runs import choice, fit, interpreters
from ..runs.catalogue import Scenario
from ..runs.many import Job
from . import console
from .compared import Compared
from .running import results

MANY = 20
"""Scenarios; the traces of more are not kept, and their lanes not drawn."""


def compare_all(
    scenarios: Sequence[Scenario], pythons: choice.Pythons, loops: Sequence[str], limit: float
) -> list[Compared]:
    """Run what has to be run, and compare scenario by scenario; UserError when there is nothing at all."""
    plans = [choice.plan(one, pythons, loops or fit.LOOPS, strict=bool(loops)) for one in scenarios]
    seen: list[list[Observation]] = [
        [recall(scenario, record) for record in plan.records]
        for scenario, plan in zip(scenarios, plans, strict=True)
    ]
    places = {id(scenario): place for place, scenario in enumerate(scenarios)}
    jobs = [job for plan in plans for job in plan.jobs]
    failed: dict[tuple[str, str, str], list[Job]] = {}
    with results(jobs, limit) as runs:
        for job, result in runs:
            if isinstance(result, UserError):
                failed.setdefault((job.interpreter.version, job.loop, result.what), []).append(job)
                continue
            observation = observe(job.scenario, result)
            if len(scenarios) > MANY:
                observation = replace(observation, trace=None)
            seen[places[id(job.scenario)]].append(observation)
    for (python, loop, what), lost in failed.items():
        where = python if loop == "asyncio" else f"{python} with {loop}"
        which = lost[0].scenario.name if len(lost) == 1 else f"{len(lost)} scenarios"
        console.note(f"left out {where} for {which}: {what}")
    if not any(seen):
        raise _nothing_to_compare(scenarios, plans)
    return [
        Compared(compare(scenario, observations), plan.not_run)
        for scenario, plan, observations in zip(scenarios, plans, seen, strict=True)
        if observations
    ]


def _nothing_to_compare(scenarios: Sequence[Scenario], plans: Sequence[choice.Plan]) -> UserError:
    name = scenarios[0].name if len(scenarios) == 1 else "the scenarios"
    reasons = [("because", f"{why}: {which}") for plan in plans[:1] for which, why in plan.not_run]
    what = f"no Python was found on which {name} can be compared"
    return UserError(what, [*reasons, interpreters.SEE], ExitCode.CANNOT_RUN)
