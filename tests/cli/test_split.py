"""Where the options of `asyncx run` end: everything behind that belongs to the program."""

from __future__ import annotations

import pytest

from asyncx.cli import group, split
from asyncx.cli.run import RunCommand
from asyncx.cli.split import COMMAND, MODULE, SCRIPT


@pytest.mark.parametrize(
    ("line", "options", "kind", "words"),
    [
        ("", "", "", ""),
        ("app.py", "", SCRIPT, "app.py"),
        ("app.py -h --check --debug", "", SCRIPT, "app.py -h --check --debug"),
        ("-q --check app.py -q", "-q --check", SCRIPT, "app.py -q"),
        ("-o x.html app.py -o y", "-o x.html", SCRIPT, "app.py -o y"),
        ("-ox.html app.py", "-ox.html", SCRIPT, "app.py"),
        ("-qo x.html app.py", "-qo x.html", SCRIPT, "app.py"),
        ("--output=x.html app.py", "--output=x.html", SCRIPT, "app.py"),
        ("--python 3.12 app.py", "--python 3.12", SCRIPT, "app.py"),
        ("--only name --ring 5 app.py a", "--only name --ring 5", SCRIPT, "app.py a"),
        ("- a", "", SCRIPT, "- a"),
        ("-m app -h", "", MODULE, "app -h"),
        ("-q -m app -m", "-q", MODULE, "app -m"),
        ("-qm app x", "-q", MODULE, "app x"),
        ("-mapp x", "", MODULE, "app x"),
        ("-m", "", MODULE, ""),
        ("-- uvicorn app:app --reload", "", COMMAND, "uvicorn app:app --reload"),
        ("-q -- a -- b", "-q", COMMAND, "a -- b"),
        ("--", "", "", ""),
        ("-q --check", "-q --check", "", ""),
        ("--python", "--python", "", ""),
        ("--unknown app.py", "--unknown", SCRIPT, "app.py"),
        ("-o -m app.py", "-o -m", SCRIPT, "app.py"),
    ],
)
def test_what_is_whose(line: str, options: str, kind: str, words: str) -> None:
    assert split.split(line.split()) == (options.split(), kind, words.split())


@pytest.mark.parametrize(
    ("line", "ours", "theirs"),
    [
        ("scenario x --debug", "scenario x --debug", ""),
        ("run --debug app.py --debug", "run --debug", "app.py --debug"),
        ("run -m app --debug", "run", "-m app --debug"),
        ("run -qm app --debug", "run -qm", "app --debug"),
        ("run -q -o x.txt -- app --debug", "run -q -o x.txt", "-- app --debug"),
        ("run --debug", "run --debug", ""),
        ("", "", ""),
    ],
)
def test_asyncx_looks_at_its_own_words_only(line: str, ours: str, theirs: str) -> None:
    assert split.own(line.split()) == (ours.split(), theirs.split())


def test_it_knows_every_option_that_has_a_value() -> None:
    """The parser and the splitter cannot disagree about what follows an option."""
    command = group._load("run")
    assert isinstance(command, RunCommand)
    named = {
        name
        for param in command.params
        if param.param_type_name == "option" and not getattr(param, "is_flag", True)
        for name in param.opts
    }
    assert named - {"-m"} <= split.WITH_VALUE
