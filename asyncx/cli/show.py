"""TODO"""

from __future__ import annotations

EXAMPLES = ("asyncx show x",)


def command(a: bool = False) -> None:
    """Do."""
