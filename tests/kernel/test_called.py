"""What a frame is calling, read off the bytecode of each Python."""

from __future__ import annotations

from .conftest import PROGRAMS, Runner

NAMED = (
    ["thing.call", "call", "thing.call"]
    + ["local.part.call"] * 4
    + ["thing.call", "given.call", "local.part.call", "thing.call", "thing.call"]
)


def test_each_call_has_the_name_that_its_source_gives_it(bare: Runner) -> None:
    """Without the arguments, however they are passed; a condition among them makes that unknown."""
    ran = bare(PROGRAMS / "calling.py")
    named, unnamed = ran.out.split("of no name:\n")

    assert (ran.code, ran.err) == (0, "")
    assert named.split() == NAMED
    assert unnamed.split() == ["None", "call", "local.call", "call", "self.call"]
