"""A message finds its page, however it was pasted; and nothing else finds one."""

from __future__ import annotations

import pytest

from asyncx.explain import book, match
from asyncx.explain.match import Answer, By
from asyncx.explain.page import shown
from asyncx.explain.text import LARGEST, clean, squeeze

from .near_misses import NEAR_MISSES
from .pasted import MESSAGES, TRACEBACK, WAYS


@pytest.mark.parametrize("way", WAYS)
def test_a_message_finds_its_page_however_it_was_pasted(way: str) -> None:
    """With addresses, names, paths, prefixes and line breaks of any kind."""
    pasted = [(page, WAYS[way](message)) for page, message in MESSAGES]
    answers = [(match.look_up(text), page, text) for page, text in pasted]

    assert [(answer.page, text) for answer, page, text in answers if answer.page != page] == []
    assert {answer.by for answer, _, _ in answers} == {By.MESSAGE}


@pytest.mark.parametrize("name", book.names())
def test_a_page_is_found_by_what_it_says_itself(name: str) -> None:
    """Each message, as the page shows it, with its type before it."""
    for says in book.page(name).says:
        kind = f"{says.kind}: " if says.kind and says.kind not in says.text else ""
        words = "\n".join((kind + shown(says.text), *says.beside))

        assert name in _pages(words), words


def _pages(text: str) -> list[str]:
    return [found.name for found in match.messages(squeeze(clean(text)))]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_only_looks_like_it_finds_no_page(text: str) -> None:
    """Alone, and inside a traceback that goes through asyncio; a guess is a guess."""
    assert match.look_up(text).by is By.GUESS
    assert match.look_up(TRACEBACK.format(text)).by is By.GUESS


def test_there_are_enough_near_misses() -> None:
    assert len(set(NEAR_MISSES)) >= 100


@pytest.mark.parametrize("name", book.names())
def test_no_sentence_of_a_page_finds_another_page(name: str) -> None:
    """Prose about errors is not yet an error; only its own messages may be in it, and those it names."""
    page = book.page(name)
    for sentence in page.sentences:
        found = match.look_up(sentence)

        assert found.by is By.GUESS or found.page in {name, *page.related, "cancelled", "timeout-error"}


def test_a_piece_of_a_message_is_enough() -> None:
    """Where only one page has it, and it is more than a word."""
    assert match.look_up("was never awaited") == Answer(By.MESSAGE, "never-awaited")
    assert match.look_up("attached to a different loop").page == "different-loop"
    assert match.look_up("event loop is already running").page == "loop-already-running"
    assert match.look_up("object is not callable").by is By.GUESS


@pytest.mark.parametrize(
    ("name", "by", "page"),
    [
        ("different-loop", By.NAME, "different-loop"),
        (" Different-Loop\n", By.NAME, "different-loop"),
        ("wrong-loop", By.FINDING, "different-loop"),
        ("task-collected", By.FINDING, "task-destroyed"),
        ("loop-blocked", By.NAME, "loop-blocked"),
        ("run-nested", By.SCENARIO, "loop-already-running"),
        ("wait_for-timeout", By.SCENARIO, "timeout-error"),
    ],
)
def test_pages_have_other_names(name: str, by: By, page: str) -> None:
    """A page is found by its own name, by a finding, and by a scenario."""
    assert match.look_up(name) == Answer(by, page)


FINDINGS = """
    loop-blocked loop-busy task-leaked task-collected error-lost cancel-swallowed cancel-lost cancel-late
    timeout-overdue cleanup-interrupted lock-orphaned deadlock task-stuck wrong-loop wrong-thread
    never-awaited queue-item-lost future-set-twice executor-outlives generator-not-closed resource-shared
"""


@pytest.mark.parametrize("finding", FINDINGS.split())
def test_every_finding_has_its_page(finding: str) -> None:
    assert match.look_up(finding).page


def test_the_cause_comes_before_its_signs() -> None:
    """An error in the report that it was lost, and a coroutine that a refused run() has left over."""
    lost = (
        "Task exception was never retrieved\nfuture: <Task finished name='Task-2' coro=<use() done>"
        " exception=RuntimeError('Event loop is closed')>\n"
        + TRACEBACK.format("RuntimeError: Event loop is closed")
    )
    refused = TRACEBACK.format(
        "RuntimeError: asyncio.run() cannot be called from a running event loop\n"
        "sys:1: RuntimeWarning: coroutine 'main' was never awaited"
    )

    assert match.look_up(lost).page == "loop-closed"
    assert match.look_up(lost).others == ("error-never-retrieved",)
    assert match.look_up(refused).page == "loop-already-running"
    assert match.look_up(refused).others == ("never-awaited",)


def test_of_a_chain_of_errors_the_last_one_is_explained_and_of_a_log_the_first() -> None:
    """What was raised in the end is what the traceback is about; a log tells one thing after the other."""
    first, last = (
        "RuntimeError: no running event loop",
        "RuntimeError: There is no current event loop in thread 'Thread-1'.",
    )
    between = "During handling of the above exception, another exception occurred:"
    chain = f"{first}\n\n{between}\n\n{TRACEBACK.format(last)}"
    log = f"{first}\n{last}"

    assert match.look_up(chain).page == "no-current-loop"
    assert match.look_up(log).page == "no-running-loop"


def test_the_answer_has_the_line_of_the_message() -> None:
    """So that one sees what was found in a long log; alone, it need not be repeated."""
    message = "RuntimeError: This event loop is already running"

    assert match.look_up(f"one\n  2026 ERROR {message}\nthree").line == f"2026 ERROR {message}"
    assert match.look_up(message).line == ""


def test_a_timeout_error_is_asyncios_only_without_a_text() -> None:
    """The others have one: of sockets, of the system, of databases and browsers."""
    for text in ("TimeoutError", "TimeoutError: ", "TimeoutError()", "asyncio.exceptions.TimeoutError"):
        assert match.look_up(text).page == "timeout-error", text
        assert match.look_up(TRACEBACK.format(text)).page == "timeout-error", text


def test_a_huge_log_is_searched_at_both_ends() -> None:
    """In reasonable time, and without an error, whatever it holds."""
    noise = "2026-03-01 12:30:01 INFO request /items took 12 ms <Task x> got <Future\n"
    noise *= LARGEST // len(noise)
    message = "RuntimeError: no running event loop\n"

    assert match.look_up(message + noise + noise).page == "no-running-loop"
    assert match.look_up(noise + noise + message).page == "no-running-loop"


@pytest.mark.parametrize("text", ["", " \n", "\x00\x1b", "{}", "{", "$", "^", "İ" * 50, "\ud800", "(" * 5000])
def test_any_text_gets_an_answer(text: str) -> None:
    assert match.look_up(text).by is By.GUESS
