"""Generators that are not run to their end: what is recorded of them."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import where
from .test_records import Recorded, recorded

__all__ = ["recorded"]


class TestGenerators:
    BODY = """
        async def rows():
            {before}
            try:
                yield 1
            {after}
        {use}
        await asyncio.sleep(0)
    """
    FREED = "async for _ in rows(): break"
    KEPT = "sys.kept = rows(); await sys.kept.__anext__()"

    def left(self, recorded: Recorded, use: str, after: str, before: str = "pass") -> list[dict[str, Any]]:
        return recorded(self.BODY.format(before=before, after=after, use=use)).kinds("generator.left")

    def test_let_go_in_the_middle(self, recorded: Recorded) -> None:
        """By whom, where it stood, and that it has something to do yet."""
        left = self.left(recorded, self.FREED, "finally: pass; sys.kept = 1")

        assert [(r["generator"], r["how"], r.get("cleanup")) for r in left] == [("rows", "freed", True)]
        assert (where(left[0]), left[0]["at"][1]) == (8, 6)

    def test_open_at_the_end(self, recorded: Recorded) -> None:
        """The loop closes it."""
        left = self.left(recorded, self.KEPT, "finally: sys.kept = 1")

        assert [(r["how"], r.get("cleanup"), "where" in r) for r in left] == [("shutdown", True, False)]

    @pytest.mark.parametrize(
        ("after", "cleanup"),
        [
            ("except ValueError: print(1)", None),
            ("except (OSError, asyncio.CancelledError): print(1)", None),
            ("except BaseException: raise", True),
            ("except: print(1); raise", True),
            ("finally: print(1)", True),
        ],
    )
    def test_what_there_is_to_do_yet(self, recorded: Recorded, after: str, cleanup: bool | None) -> None:
        """An `except` for other errors does nothing when a generator is closed."""
        assert [r.get("cleanup") for r in self.left(recorded, self.FREED, after)] == [cleanup]

    def test_what_is_behind_it_does_not_count(self, recorded: Recorded) -> None:
        """A try that is over."""
        ran = recorded("""
            async def rows():
                try:
                    await asyncio.sleep(0)
                finally:
                    sys.kept = 1
                for number in range(3):
                    try:
                        await asyncio.sleep(0)
                    finally:
                        sys.kept = 2
                    yield number
            async for _ in rows(): break
            await asyncio.sleep(0)
        """)

        assert [record.get("cleanup") for record in ran.kinds("generator.left")] == [None]

    def test_one_that_came_to_its_end(self, recorded: Recorded) -> None:
        """Nothing is said of it, nor of one that was closed."""
        use = "_ = [_ async for _ in rows()]; kept = rows(); await kept.__anext__(); await kept.aclose()"

        assert self.left(recorded, use, "finally: pass") == []
