"""pytest-asyncio: fixtures and their loops."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="A fixture of pytest-asyncio lives longer than the loop that it needs",
    says=(
        Says("You tried to access the '{function}' scoped fixture 'event_loop' with a '{session}' scoped "
             "request object", "ScopeMismatch"),
        Says("You tried to access the function scoped fixture event_loop with a {session} scoped request "
             "object", "ScopeMismatch"),
        Says("ScopeMismatch: {…} fixture 'event_loop'", "ScopeMismatch"),
        Says("ScopeMismatch: {…} fixture event_loop", "ScopeMismatch"),
    ),
    by="pytest-asyncio",
    happened=(
        "Each test has a loop of its own, unless told otherwise, and an async fixture runs in a loop as "
        "well. A fixture for the whole session cannot use the loop of one test; and what it made would "
        "belong to another loop than the tests that use it.",
    ),
    wrong=(
        Wrong("redefining the event_loop fixture", "was the cure once; the fixture has been taken out"),
        Wrong("nest_asyncio in conftest.py", "does not change which loop an object belongs to"),
    ),
    fixes=(
        "Name the loop: @pytest_asyncio.fixture(scope='session', loop_scope='session'), and the same "
        "loop_scope in @pytest.mark.asyncio.",
        "Or once for all: asyncio_default_fixture_loop_scope and asyncio_default_test_loop_scope in the "
        "ini file.",
        "Or make the fixture function-scoped, and keep only what has no loop for the session.",
    ),
    related=("different-loop", "loop-closed"),
)
