"""The page, the guess and the index, at the widths of usual terminals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asyncx.analysis.report import Report, judge
from asyncx.explain import book
from asyncx.explain.page import COURSE, Page, Says, When, Wrong
from asyncx.render.explain import FULL, Asked, explain_screen, guess_screen, index_screen
from asyncx.render.glyphs import ASCII, UNICODE
from tests.traces import wait_for_timeout

from . import golden

SIZES = pytest.mark.parametrize(
    ("width", "glyphs"), [(100, UNICODE), (80, UNICODE), (80, ASCII)], ids=["100", "80", "ascii"]
)
NEAR = [
    ("different-loop", "An object that belongs to one event loop was awaited under another, or so it seems"),
    ("loop-closed", "An event loop was used after it had been closed"),
]


def timed_out() -> Report:
    return judge(wait_for_timeout().trace(), None)


def lines_of(name: str, width: int = 100, **more: bool) -> list[str]:
    screen = explain_screen(name, book.page(name), None, Asked(), width=width, glyphs=UNICODE, **more)
    return screen.plain.split("\n")


@SIZES
def test_a_page_with_a_picture(width, glyphs, request):
    asked = Asked("2026-03-01 12:30:01 ERROR asyncio.exceptions.TimeoutError", ("never-awaited",))
    page = book.page("timeout-error")

    screen = explain_screen("timeout-error", page, timed_out(), asked, width=width, glyphs=glyphs)

    golden.check(f"explain-{request.node.callspec.id}", screen, width)


@SIZES
def test_a_page_with_its_code(width, glyphs, request):
    """Side by side where there is room, else under each other."""
    page = book.page("task-destroyed")

    screen = explain_screen("task-destroyed", page, None, Asked(), width=width, glyphs=glyphs, code=True)

    golden.check(f"explain-code-{request.node.callspec.id}", screen, width)


@SIZES
def test_a_guess(width, glyphs, request):
    golden.check(f"explain-guess-{request.node.callspec.id}", guess_screen(NEAR, width, glyphs), width)


def test_no_guess():
    golden.check("explain-none", guess_screen([], 80, UNICODE), 80)


def test_the_index():
    golden.check("explain-index", index_screen(NEAR, 80, UNICODE), 80)


@pytest.mark.parametrize("name", book.names())
def test_every_page_fits_its_width_and_has_no_mark_left(name):
    """Also where it is as narrow as it gets, in ASCII too."""
    for width in (40, 60, 80, 100):
        for glyphs in (UNICODE, ASCII):
            screen = explain_screen(
                name, book.page(name), None, Asked(), width=width, glyphs=glyphs, code=True
            ).plain

            assert max(map(len, screen.split("\n"))) <= width
            assert "{>" not in screen
            assert "{<" not in screen
            assert glyphs is UNICODE or screen.isascii()


@pytest.mark.parametrize("name", book.names())
def test_a_page_without_a_picture_is_hardly_more_than_a_screen(name):
    assert len(lines_of(name)) <= FULL


def test_code_is_added_where_one_screen_has_room_for_it():
    """A short page has it at once, a long one says how to see it."""
    assert any("This fails" in line for line in lines_of("result-not-set"))
    assert len(lines_of("result-not-set")) <= FULL
    assert not any("This fails" in line for line in lines_of("different-loop"))
    assert any("--code" in line for line in lines_of("different-loop"))
    assert any("This fails" in line for line in lines_of("different-loop", code=True))
    assert not any("--code" in line for line in lines_of("different-loop", code=True))


def test_statements_that_hold_on_every_version_say_so_once():
    page = Page(
        title="x",
        happened=("y.",),
        fixes=(),
        when=(When("a", "", "s", "f", 1), When("b", "", "s", "f", 2)),
    )

    def shown(page: Page) -> str:
        return explain_screen("x", page, None, Asked(), width=80, glyphs=UNICODE).plain

    mixed = replace(page, when=(*page.when, When("c", ">=3.9", "s", "f", 3)))
    assert shown(page).count("every version") == 1
    assert shown(mixed).count("every version") == 2


def test_what_was_pasted_cannot_move_the_cursor():
    page = Page(
        title="x\x1b[2J",
        happened=("a\x1b[2Jb",),
        fixes=("c\x9b",),
        weight=COURSE,
        says=(Says("d\x07"),),
        wrong=(Wrong("e\u202e", "f\x00"),),
        fails="g\x1b",
        works="h\x1b",
        related=("i",),
    )

    for glyphs in (UNICODE, ASCII):
        screen = explain_screen("x", page, None, Asked("\x1b]0;evil\x07 text"), width=80, glyphs=glyphs).plain
        assert all(character == "\n" or character.isprintable() for character in screen)
