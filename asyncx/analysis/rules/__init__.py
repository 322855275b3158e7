"""One rule a file: NAME, and check(trace), which gives what it finds, the worst of each place first.

With NEEDS_STEPS it finds nothing where tasks were recorded without their steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ...trace.model import Trace
from ..finding import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name, which is also that of its page in `asyncx explain`."""

    name: str
    check: Callable[[Trace], Iterable[Finding]]
    needs_steps: bool = False


@cache
def every() -> tuple[Rule, ...]:
    """All rules, by name.  A file is a rule when it has a NAME; the others help."""
    found = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return tuple(
        Rule(module.NAME, module.check, getattr(module, "NEEDS_STEPS", False))
        for module in sorted(found, key=lambda module: module.__name__)
        if hasattr(module, "NAME")
    )


def blind(trace: Trace) -> tuple[str, ...]:
    """The rules that could find nothing, whatever the program did, for too little was recorded of it."""
    if trace.run.recorded != "tasks":
        return ()
    return tuple(rule.name for rule in every() if rule.needs_steps)
