"""`asyncx explain`: from an error message, a finding or a scenario to its page."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExitCode, UserError, suggest
from ..explain import book, match
from ..explain.match import Answer, By
from . import complete, console, manual, options

if TYPE_CHECKING:
    from ..analysis.report import Report
    from ..explain.page import Page

EXAMPLES = (
    'asyncx explain "attached to a different loop"',
    "asyncx explain < app.log",
)

PATIENCE = 5.0
"""Seconds that a picture may take; without one the page is still right."""


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT|NAME]",
            help="A message, or the name of a page, a finding or a scenario; - or nothing reads a whole"
            " traceback or log from standard input.",
            autocompletion=complete.pages,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    code: Annotated[
        bool,
        typer.Option("--code", help="Add code that fails, and code that works.", rich_help_panel=manual.SHOW),
    ] = False,
    ascii: options.Ascii = False,
    quiet: Annotated[
        bool,
        options.quiet("The page's name and title, on one line."),
    ] = False,
    as_json: Annotated[bool, options.as_json("The page as JSON, and nothing else.")] = False,
) -> None:
    """Find the page, and show it; exit with 1 where it can only be guessed."""
    text = _text(words or [])
    if not text.strip():
        _index(ascii, as_json)
        return
    answer, page = _answer(text)
    if as_json:
        from .explained import document

        console.write(document(answer, page))
    elif quiet:
        console.write(_line(answer, page))
    elif page is None:
        _show_guess(answer, ascii)
    else:
        _show(answer, page, code, ascii)
    if answer.by is By.GUESS:
        raise typer.Exit(ExitCode.CHECK)


def _text(words: list[str]) -> str:
    """What was asked: the words, or, for none or `-`, what comes in on stdin if that is no terminal."""
    if words and words != ["-"]:
        return " ".join(words)
    if sys.stdin is None or (not words and sys.stdin.isatty()):
        return ""
    stream = getattr(sys.stdin, "buffer", None)
    return stream.read().decode("utf-8", "replace") if stream else sys.stdin.read()


def _answer(text: str) -> tuple[Answer, Page | None]:
    """The answer and its page, None for a guess; a scenario that no page is about explains itself."""
    from ..runs import catalogue

    answer = match.look_up(text)
    if answer.by is not By.GUESS:
        return answer, book.page(answer.page)
    word = text.strip()
    if word in catalogue.names():
        from ..explain.made import of_scenario

        return Answer(By.SCENARIO, word), of_scenario(catalogue.find(word))
    known = [*book.names(), *book.by_finding(), *catalogue.names()]
    if len(word.split()) == 1 and word == word.lower() and (meant := suggest(word, known)):
        raise UserError(f'there is no page "{word}"', [*meant, ("see them all", "asyncx explain")])
    return answer, None


def _line(answer: Answer, page: Page | None) -> str:
    if page is None:
        return f"a guess: {', '.join(answer.others) or 'no page comes near'}\n"
    return f"{answer.page}: {page.title}\n"


def _index(ascii: bool, as_json: bool) -> None:
    if as_json:
        from .explained import index

        console.write(index())
    elif sys.stdout.isatty():
        from ..render.explain import index_screen

        pages = [(name, page.title) for name, page in book.pages()]
        console.show(index_screen(pages, console.width(), console.alphabet(ascii)))
    else:
        console.write("".join(f"{name}\n" for name in book.names()))


def _show_guess(answer: Answer, ascii: bool) -> None:
    from ..render.explain import guess_screen

    near = [(name, book.page(name).title) for name in answer.others]
    console.show(guess_screen(near, console.width(), console.alphabet(ascii)))


def _show(answer: Answer, page: Page, code: bool, ascii: bool) -> None:
    report = _run(page.picture) if page.picture else None
    from ..render.explain import Asked, explain_screen

    screen = explain_screen(
        answer.page,
        page,
        report,
        Asked(answer.line, answer.others),
        width=console.width(),
        glyphs=console.alphabet(ascii),
        code=code,
    )
    console.show(screen)


def _run(name: str) -> Report | None:
    """The judged run of a scenario for a picture; None where it cannot be run, or not to its end."""
    from ..runs import catalogue, fit, interpreters, orphans
    from ..runs.child import Child

    with suppress(UserError), orphans.ended():
        scenario, interpreter = catalogue.find(name), interpreters.running()
        fit.check(scenario, interpreter, "asyncio")
        with Child(scenario, interpreter) as child:
            # Loaded while the child is at work.
            from ..analysis.report import judge
            from ..render import explain  # noqa: F401

            return judge(child.trace(PATIENCE), scenario)
    return None
