"""The door and the help pages: what can be done, and the words to type."""

from __future__ import annotations

import re

import pytest

from asyncx import __version__
from asyncx.cli.group import COMMANDS
from asyncx.errors import ExitCode

from .conftest import Asyncx


def test_asyncx_alone_is_a_door_of_six_things(asyncx: Asyncx) -> None:
    """Exit code 0, a headline, and six lines that each name a command."""
    result = asyncx()

    headline, blank, *ways = result.out.splitlines()
    assert (result.code, result.err, blank) == (0, "", "")
    assert headline.startswith(f" asyncx {__version__}")
    assert len(ways) == 6
    assert all("asyncx " in way for way in ways)


def test_the_door_offers_only_what_exists(asyncx: Asyncx) -> None:
    """Each command on it is one of the verbs."""
    verbs = set(re.findall(r"asyncx ([a-z]+)", "\n".join(asyncx().out.splitlines()[1:])))

    assert verbs == set(COMMANDS)


def test_the_version_can_be_asked_for(asyncx: Asyncx) -> None:
    """By its option, with any other option beside it."""
    assert asyncx("--version").out == f"asyncx {__version__}\n"
    assert asyncx("--debug", "--version").out == f"asyncx {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_begins_with_a_sentence_and_two_examples(asyncx: Asyncx, command: str) -> None:
    """One screen, at most 100 columns, options by what they are for; -h is --help."""
    page = asyncx(command, "--help")

    lines = page.out.splitlines()
    assert page.code == 0
    assert asyncx(command, "-h") == page
    assert lines[0].startswith(f" asyncx {command}")
    assert re.fullmatch(r" [A-Z].*\.", lines[2])
    assert sum(line.startswith(f"   asyncx {command}") for line in lines) == 2
    assert len(lines) <= 36
    assert max(map(len, lines)) <= 100
    assert not re.search(r"<(bool|str)>|\{name\}|\[OPTIONS\]", page.out)


def test_the_first_help_page_has_the_verbs_and_the_exit_codes(asyncx: Asyncx) -> None:
    """What scripts need to know is on it."""
    page = asyncx("--help").out

    for code in ExitCode:
        assert re.search(rf"^   {int(code)} +{re.escape(code.sentence)}$", page, re.MULTILINE)
    for command in COMMANDS:
        assert re.search(rf"^   {command}  +[A-Z]", page, re.MULTILINE)


def test_a_narrow_terminal_gets_a_narrow_help_page(asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS is obeyed."""
    monkeypatch.setenv("COLUMNS", "60")

    assert max(map(len, asyncx("list", "-h").out.splitlines())) <= 60
