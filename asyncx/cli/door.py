"""What `asyncx` alone prints: a door, not a manual."""

from __future__ import annotations

FIRST = "wait_for-timeout"
"""The scenario to begin with."""


def door() -> str:
    """Six things to do, each with the words to type."""
    from .. import __version__
    from ..runs import catalogue

    others = len(catalogue.names()) - 1
    ways = (
        ("Look at one behaviour", f"asyncx scenario {FIRST}      {others} more: asyncx list"),
        ("Across Python versions", f"asyncx compare {FIRST}       asyncx changes 3.11 3.13"),
        ("Your own program", "asyncx run app.py                     asyncx show 1"),
        ("An error message", 'asyncx explain "attached to a different loop"'),
        ("All of this as a site", "asyncx export --all site"),
        ("What is here, all options", "asyncx doctor                         asyncx --help"),
    )
    lines = [f" asyncx {__version__}    see what asyncio really does", ""]
    lines += [f" {what:<26}{command}" for what, command in ways]
    return "\n".join(lines) + "\n"
