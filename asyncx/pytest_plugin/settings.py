"""Which findings fail a test, and which it may have: from the ini file, and from its markers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from ..analysis import rules
from ..analysis.finding import Finding, Severity
from ..errors import UserError, suggest
from . import hang

_NAMES = ("fail_on", "allow")
_LIKE = '@pytest.mark.asyncx(fail_on=["task-leaked"], allow=["loop-blocked"])'


@dataclass(frozen=True, slots=True)
class Settings:
    """`fail_on` are names of rules and of severities, `allow` names of rules."""

    fail_on: frozenset[str] = frozenset()
    allow: frozenset[str] = frozenset()

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the test fail; a severity stands for the worse ones too."""
        worst = [Severity(name).rank for name in self.fail_on if name in set(Severity)]
        return finding.rule in self.fail_on or any(finding.severity.rank <= rank for rank in worst)


def from_ini(config: pytest.Config) -> Settings:
    """What the configuration file says; UserError when it names a rule that there is not, or no folder."""
    if not config.getini("asyncx_dir"):
        raise UserError("asyncx_dir names no folder", [("write it like", "asyncx_dir = build/asyncx")])
    fail_on, allow = config.getini("asyncx_fail_on"), config.getini("asyncx_allow")
    return Settings(
        _checked("asyncx_fail_on", fail_on, severities=True),
        _checked("asyncx_allow", allow, severities=False),
    )


def of_test(item: pytest.Item, base: Settings) -> Settings:
    """`base` as the markers of a test change it: the nearest `fail_on` counts, and every `allow`.

    UserError when a marker names what there is not.
    """
    fail_on, allow = None, base.allow
    for mark in item.iter_markers("asyncx"):
        for name in mark.kwargs:
            if name not in _NAMES:
                raise UserError(
                    f'the marker asyncx has no "{name}"', [*suggest(name, _NAMES), ("write it like", _LIKE)]
                )
        if mark.args:
            raise UserError("the marker asyncx takes no value without a name", [("write it like", _LIKE)])
        if "fail_on" in mark.kwargs and fail_on is None:
            fail_on = _checked("fail_on of the marker asyncx", mark.kwargs["fail_on"], severities=True)
        if "allow" in mark.kwargs:
            allow |= _checked("allow of the marker asyncx", mark.kwargs["allow"], severities=False)
    return Settings(base.fail_on if fail_on is None else fail_on, allow)


def _checked(where: str, value: object, *, severities: bool) -> frozenset[str]:
    """The names in `value`, one string or several; UserError for one that is no rule and no severity."""
    given = [value] if isinstance(value, str) else list(value) if isinstance(value, Iterable) else [value]
    if not all(isinstance(name, str) for name in given):
        raise UserError(f"{where} is {value!r}, not a list of names", [("write it like", _LIKE)])
    known = [*(rule.name for rule in rules.every()), hang.NAME]
    known += [str(severity) for severity in Severity if severities]
    for name in map(str, given):
        if name not in known:
            raise UserError(
                f'{where}: there is no rule "{name}"',
                [*suggest(name, known), ("there are", ", ".join(known))],
            )
    return frozenset(map(str, given))
