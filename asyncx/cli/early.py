"""A head start: the child of the plainest commands is at work while the command line is still being loaded.

`asyncx scenario NAME`, with nothing but options about what to show, can be understood before Typer is
there to parse it.  Whatever the parser makes of it then, the result is the same: the child is used if it
is the one that is wanted, and ended if it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..runs.catalogue import Scenario
    from ..runs.child import Child
    from ..runs.interpreters import Interpreter

SHOWING = frozenset(
    ("--events", "--source", "--internals", "--ascii", "-q", "--quiet", "--check", "--json", "--debug")
)
"""Options that do not change what is run."""

_begun: list[Child] = []


def begin(arguments: Sequence[str]) -> None:
    """Start the child of `asyncx scenario NAME`, if that is what `arguments` (without the program) are."""
    match list(arguments):
        case ["scenario", name, *options] if not name.startswith("-") and SHOWING.issuperset(options):
            pass
        case _:
            return
    from ..errors import UserError
    from ..runs import catalogue, interpreters, versions
    from ..runs.child import Child

    here = interpreters.running()
    try:
        scenario = catalogue.find(name)
        if versions.includes(scenario.needs, here.version):
            _begun.append(Child(scenario, here))
    except UserError:
        pass  # the command will say it


def take(scenario: Scenario, interpreter: Interpreter, clock: str, loop: str) -> Child:
    """The child that was begun if it does just this, else a new one."""
    from ..runs.child import Child

    if _begun and (clock, loop) == ("virtual", "asyncio"):
        early = _begun[0]
        if (early.scenario.path, early.interpreter.path) == (scenario.path, interpreter.path):
            return _begun.pop()
    return Child(scenario, interpreter, clock=clock, loop=loop)


def drop() -> None:
    """End a child that nobody took."""
    while _begun:
        _begun.pop().close()
