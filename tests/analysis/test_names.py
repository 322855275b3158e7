"""The short names of exceptions, and the public names of asyncio's own functions."""

from __future__ import annotations

import pytest

from asyncx.analysis.calls import call_in, first_expression, public
from asyncx.trace.names import short_dotted, short_type
from tests.traces import Script


@pytest.mark.parametrize(
    ("module", "name", "short"),
    [
        ("builtins", "TimeoutError", "TimeoutError"),
        ("asyncio.exceptions", "TimeoutError", "asyncio.TimeoutError"),
        ("asyncio.exceptions", "CancelledError", "CancelledError"),
        ("asyncio.queues", "QueueShutDown", "asyncio.QueueShutDown"),
        ("concurrent.futures._base", "TimeoutError", "concurrent.futures.TimeoutError"),
        ("__main__", "Oops", "Oops"),
        ("json.decoder", "JSONDecodeError", "json.decoder.JSONDecodeError"),
        ("", "Odd", "Odd"),
    ],
)
def test_short_names(module: str, name: str, short: str) -> None:
    assert short_type(module, name) == short


def test_nothing_is_called_in_a_stack_of_no_line() -> None:
    """A loop may be held where nothing of the program runs."""
    script = Script()
    script.add("loop.held", loop=1, since=0, stack=[])

    assert call_in(script.trace().records[-1]) == ""


def test_a_name_in_one_word() -> None:
    assert short_dotted("asyncio.exceptions.CancelledError") == "CancelledError"
    assert short_dotted("ValueError") == "ValueError"


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("wait_for", "wait_for"),
        ("_cancel_and_wait", "wait_for"),
        ("Timeout.__aexit__", "timeout()"),
        ("TaskGroup.__aexit__", "TaskGroup"),
        ("Lock.acquire", "Lock.acquire"),
        ("main.<locals>.fetch", "fetch"),
    ],
)
def test_public_names(name: str, known_as: str) -> None:
    assert public(name) == known_as


@pytest.mark.parametrize(
    ("code", "expression"),
    [
        ("wait_for(fetch(), 0.1)", "wait_for(fetch(), 0.1)"),
        ("wait_for(fetch(), 0.1) == 42", "wait_for(fetch(), 0.1)"),
        ("sleep(1))", "sleep(1)"),
        ("queue.get(), 1", "queue.get()"),
        ("task", "task"),
        ("gather(", ""),
        ("tasks[0]:", "tasks[0]"),
    ],
)
def test_what_is_awaited_is_cut_out_of_its_line(code: str, expression: str) -> None:
    assert first_expression(code) == expression
