"""Whether a scenario can run on an interpreter, with a loop, on a clock; and what to type when it cannot."""

from __future__ import annotations

from ..errors import ExitCode, UserError
from . import interpreters, versions
from .catalogue import Scenario
from .interpreters import Interpreter

LOOPS = ("asyncio", "uvloop", "eager")
CLOCKS = ("virtual", "real")

EAGER = ">=3.12"
"""Versions whose asyncio has eager tasks."""


def loops(interpreter: Interpreter) -> tuple[str, ...]:
    """The loops that can be asked of `interpreter`."""
    return (*interpreter.loops, *(("eager",) if versions.includes(EAGER, interpreter.version) else ()))


def check(scenario: Scenario, interpreter: Interpreter, loop: str) -> None:
    """Return if `scenario` can run on `interpreter` with `loop`; UserError, exit code 3, if not."""
    here = f"{interpreter.implementation} {interpreter.version}"
    if not versions.includes(scenario.needs, interpreter.version):
        what = f"{scenario.name} needs Python {scenario.needs}, and this is {here}"
        raise UserError(what, _elsewhere(scenario, scenario.needs), ExitCode.CANNOT_RUN)
    if loop == "eager" and not versions.includes(EAGER, interpreter.version):
        what = f"eager tasks need Python {EAGER}, and this is {here}"
        raise UserError(what, _elsewhere(scenario, EAGER, " --loop eager"), ExitCode.CANNOT_RUN)
    if loop == "uvloop" and "uvloop" not in interpreter.loops:
        raise UserError(
            f"{here} has no uvloop",
            [("install it there", f"{interpreter.path} -m pip install uvloop"), interpreters.SEE],
            ExitCode.CANNOT_RUN,
        )


def clock_for(loop: str, wanted: str) -> str:
    """The clock for `loop`: the one `wanted`, else the virtual one where there is one."""
    if loop != "uvloop":
        return wanted or "virtual"
    if wanted == "virtual":
        raise UserError(
            "uvloop has no virtual clock: its timers are not made in Python",
            [("on the real clock", "--loop uvloop --clock real")],
        )
    return "real"


def _elsewhere(scenario: Scenario, needs: str, options: str = "") -> list[tuple[str, str]]:
    found = [one for one in interpreters.find_all() if versions.includes(needs, one.version)]
    if not found:
        return [("none is here", f"no installed Python is {needs}"), interpreters.SEE]
    version = versions.minor(found[-1].version)
    return [("try", f"asyncx scenario {scenario.name} --python {version}{options}")]
