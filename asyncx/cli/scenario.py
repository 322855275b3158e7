"""TODO"""

from __future__ import annotations

EXAMPLES = ("asyncx scenario x",)


def command(a: bool = False) -> None:
    """Do."""
