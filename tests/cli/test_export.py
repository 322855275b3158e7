"""`asyncx export`: a site, whole or not at all."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from asyncx.cli.exporting import to_run_on
from asyncx.cli.folder import MARKER, STAGE
from asyncx.explain import book
from asyncx.runs import catalogue
from asyncx.runs.catalogue import Scenario
from asyncx.runs.interpreters import Interpreter
from tests.scenarios.runs import PYTHONS

from .conftest import Asyncx

HERE = ("--python", PYTHONS[0])
FEW = ("cancel-twice", "wait_for-timeout")


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_behaviour_is_run_once() -> None:
    """On the newest that behaves so, the newest of all first; a version nobody knows is one of its own."""
    pythons = [
        Interpreter("", version, "CPython", ())
        for version in ("3.8.1", "3.9.1", "3.10.1", "3.12.1", "3.99.1")
    ]
    timeout, twice = catalogue.find("wait_for-timeout"), catalogue.find("cancel-twice")

    def chosen(scenario: Scenario, some: Sequence[Interpreter]) -> list[str]:
        return [one.version for one in to_run_on(scenario, some)]

    assert chosen(timeout, pythons) == ["3.99.1", "3.12.1", "3.10.1", "3.8.1"]
    assert chosen(twice, pythons[:-1]) == ["3.12.1"]
    assert chosen(replace(timeout, needs="<3.10"), pythons) == ["3.9.1", "3.8.1"]
    assert chosen(replace(timeout, facts=()), pythons) == ["3.99.1"]
    assert chosen(replace(timeout, needs="<3.8"), pythons) == []


class TestTheSite:
    def test_some_scenarios(self, asyncx: Asyncx, tmp_path: Path) -> None:
        """Their pages and data, every explanation, and what all of them share."""
        result = asyncx("export", *FEW, str(tmp_path / "site"), *HERE)
        found = contents(tmp_path / "site")

        assert (result.code, result.out) == (0, "")
        assert result.err.startswith(f"note: wrote {tmp_path / 'site'}: 2 scenarios, {len(book.names())} ex")
        expected = {f"scenarios/{name}.html" for name in FEW} | {f"data/{name}.js" for name in FEW}
        expected |= {f"explanations/{name}.html" for name in book.names()}
        expected |= {"site.css", "site.js", "viewer.js", "catalogue.js", MARKER}
        expected |= {"index.html", "explanations.html", "about.html"}
        assert set(found) == expected
        assert sorted({*found} - {MARKER}) == json.loads(found[MARKER])["files"]

    def test_it_is_the_same_every_time(self, asyncx: Asyncx, tmp_path: Path) -> None:
        """Byte for byte, in a new folder and over an earlier export; what is no longer made goes."""
        first, second = tmp_path / "a", tmp_path / "b"
        asyncx("export", *FEW, str(first), *HERE)
        asyncx("export", "--only", "queues", str(second), *HERE)
        assert "data/cancel-twice.js" not in contents(second)
        assert asyncx("export", *reversed(FEW), str(second), *HERE).code == 0

        assert contents(first) == contents(second)
        assert sorted(path.name for path in second.iterdir() if path.name.startswith(".")) == []

    def test_a_part_of_all(self, asyncx: Asyncx, tmp_path: Path) -> None:
        """Topics and names, with commas or one by one; --all is understood."""
        only = ("--only", "queues,cancel-twice", "--only", "timeouts/wait_for-timeout")
        assert asyncx("export", *only, str(tmp_path / "site"), *HERE).code == 0

        names = {path.stem for path in (tmp_path / "site" / "scenarios").iterdir()}
        assert names == {one.name for one in catalogue.load_all() if one.topic == "queues"} | {*FEW}

    def test_what_cannot_run_here_has_no_stepper(self, asyncx: Asyncx, tmp_path: Path) -> None:
        """Its facts on other versions are there all the same."""
        path = tmp_path / "future.py"
        source = catalogue.find("cancel-twice").source.replace("FACTS =", 'NEEDS = ">=3.99"\nFACTS =')
        path.write_text(source, encoding="utf-8")
        result = asyncx("export", str(path), str(tmp_path / "site"), *HERE)
        page = (tmp_path / "site" / "scenarios" / "future.html").read_text(encoding="utf-8")

        assert result.code == 0
        assert "no Python was found that runs 1 scenario" in result.err
        assert "viewer.js" not in page
        assert "await" in page

    def test_a_file_of_ones_own(self, asyncx: Asyncx, tmp_path: Path) -> None:
        """Under its own name, in no topic; facts that do not hold are said."""
        path = tmp_path / "my own.py"
        source = catalogue.find("cancel-twice").source
        path.write_text(source.replace('"cancelled"', '"returned"'), encoding="utf-8")
        result = asyncx("export", str(path), str(tmp_path / "site"), *HERE)

        assert result.code == 0
        assert "not hold for my own on" in result.err
        assert "scenarios/my%20own.html" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
        assert (tmp_path / "site" / "data" / "my own.js").is_file()

    def test_a_run_that_cannot_start_is_said(self, asyncx: Asyncx, tmp_path: Path) -> None:
        """The site is made, and the exit code tells."""
        gone = tmp_path / "python"
        gone.write_text(f'#!/bin/sh\ncase " $* " in *" -c "*) exec {sys.executable} "$@";; esac\nexit 9\n')
        gone.chmod(0o755)
        result = asyncx("export", "cancel-twice", str(tmp_path / "site"), "--python", str(gone))

        assert result.code == 3
        assert "cancel-twice has no stepper" in result.err
        assert (tmp_path / "site" / "index.html").is_file()


def start(*arguments: str, before: Callable[[], object] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "asyncx", "export", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


class TestTheSystem:
    def test_a_folder_of_somebody_else_is_left_alone(self, asyncx: Asyncx, tmp_path: Path) -> None:
        """Whatever is in it; nothing is run."""
        (tmp_path / "mine.txt").write_text("mine")
        result = asyncx("export", "--all", str(tmp_path))

        assert result.code == 2
        assert "is not empty, and asyncx did not fill it" in result.err
        assert contents(tmp_path) == {"mine.txt": b"mine"}

    def test_ctrl_c(self, tmp_path: Path) -> None:
        """In the middle of it: exit code 130, and no folder."""
        target = tmp_path / "site"
        process = start(
            "--all",
            str(target),
            *HERE,
            before=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        until = time.monotonic() + 60
        while not list(target.glob(f"{STAGE}/data/*.js")):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

        assert (process.returncode, out) == (130, "")
        assert "Traceback" not in err
        assert "wrote" not in err
        assert list(tmp_path.iterdir()) == []

    def test_a_full_disk(self, tmp_path: Path) -> None:
        """One line that says so, and nothing left behind."""
        limit = 60_000  # bytes of one file, which the style and the pages keep, and the viewer does not
        process = start(
            "cancel-twice", str(tmp_path / "site"), *HERE,
            before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )  # fmt: skip
        out, err = process.communicate(timeout=60)

        assert (process.returncode, out) == (3, "")
        assert err == f"error: {tmp_path / 'site'} cannot be written: file too large\n"
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_may_not_be_written(self, asyncx: Asyncx, tmp_path: Path) -> None:
        """It is a file, or its own folder is missing."""
        (tmp_path / "file").write_text("")
        assert "is a file" in asyncx("export", "--all", str(tmp_path / "file")).err
        result = asyncx("export", "--all", str(tmp_path / "no" / "where"))
        assert (result.code, "mkdir -p" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "what", "following"),
    [
        ([], "asyncx export needs a folder", "asyncx export --all site"),
        (["--all"], "asyncx export needs a folder", "asyncx export --all site"),
        (["cancel-twice"], "needs names of scenarios and a folder", "asyncx export cancel-twice FOLDER"),
        (["site"], "needs names of scenarios and a folder", "asyncx export --all site"),
        (["--all", "cancel-twice", "x"], "names exclude --all", "asyncx export --only cancel-twice x"),
        (["cancel-twise", "x"], 'there is no scenario "cancel-twise"', "did you mean   cancel-twice"),
        (["--only", "timeout", "x"], 'there is no topic and no scenario "timeout"', "--only timeouts"),
        (["--all", "", "--limit", "0"], "--limit is a number of seconds", "--limit 30"),
        (["--all", " "], "the folder has no name", "asyncx export --all site"),
    ],
)
def test_a_slip_is_answered(asyncx: Asyncx, arguments: list[str], what: str, following: str) -> None:
    """What was meant, and what to type next; exit code 2."""
    result = asyncx("export", *arguments)

    assert (result.code, result.out) == (2, "")
    assert what in result.err.splitlines()[0]
    assert following in result.err


def test_two_scenarios_of_one_name(asyncx: Asyncx, tmp_path: Path) -> None:
    """They would have one page."""
    path = tmp_path / "cancel-twice.py"
    path.write_text(catalogue.find("cancel-twice").source, encoding="utf-8")
    result = asyncx("export", "cancel-twice", str(path), str(tmp_path / "site"))

    assert result.code == 2
    assert "two scenarios called cancel-twice" in result.err
