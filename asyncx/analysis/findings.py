"""Everything that is wrong with a program, as far as its trace shows it: all rules, in one list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..trace.model import Place, Trace
from . import rules
from .finding import Finding
from .words import listed


def find(trace: Trace) -> tuple[Finding, ...]:
    """What every rule finds that can, the worst first, then by time; one finding for each place of a rule."""
    blind = rules.blind(trace)
    every = (finding for rule in rules.every() if rule.name not in blind for finding in rule.check(trace))
    found = sorted(merged(every), key=_order)
    return tuple(replace(finding, number=number) for number, finding in enumerate(found, 1))


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of the same rule and sort in the same place as one, told by the first of them."""
    groups: dict[tuple[str, Place | None, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.place, finding.sort), []).append(finding)
    return [_one(group) for group in groups.values()]


def _one(group: Sequence[Finding]) -> Finding:
    first, *more = group
    if not more:
        return first
    return replace(
        first,
        severity=min((each.severity for each in group), key=lambda severity: severity.rank),
        sentence=f"{first.sentence} {_more(first, more)}",
        start=min(each.start for each in group),
        end=max(each.end for each in group),
        tasks=tuple(dict.fromkeys(number for each in group for number in each.tasks)),
        count=sum(each.count for each in group),
    )


def _more(first: Finding, more: Sequence[Finding]) -> str:
    """`2 more: worker-2 and worker-3.`, or `3 times in all.` where there is nothing to tell them apart."""
    count = sum(each.count for each in more)
    names = list(dict.fromkeys(each.fragment for each in more))
    if names == [first.fragment] or not all(names):
        return f"{count + first.count} times in all."
    return f"{count} more: {listed(names)}."


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return (finding.severity.rank, finding.start, finding.record, finding.rule)
