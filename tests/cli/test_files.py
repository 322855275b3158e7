"""`-o FILE` for Perfetto: what the name says is what is written, and nothing of others is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Asyncx

RUN = ("scenario", "wait_for-timeout", "-o")


@pytest.mark.parametrize("name", ["trace.perfetto-trace", "trace.perfetto.json"])
def test_a_trace_for_perfetto(asyncx: Asyncx, tmp_path: Path, name: str) -> None:
    """The same from a run and from its saved trace; written again, and over nobody else's file."""
    file, again, saved = tmp_path / name, tmp_path / f"again-{name}", tmp_path / "trace.json"
    assert asyncx(*RUN, str(file)).err == f"note: wrote {file}\n"
    assert asyncx(*RUN, str(saved)).code == 0
    assert asyncx("show", str(saved), "-o", str(again)).code == 0
    assert file.read_bytes() == again.read_bytes()
    assert b"wait_for(0.1)" in file.read_bytes()
    assert asyncx(*RUN, str(file)).code == 0

    file.write_bytes(b'{"traceEvents": []}')
    result = asyncx(*RUN, str(file))
    assert (result.code, result.out) == (2, "")
    assert "asyncx did not write it" in result.err
    assert asyncx(*RUN, str(file), "--force").code == 0
    assert file.read_bytes() == again.read_bytes()


def test_the_two_kinds_of_json_are_told_apart(asyncx: Asyncx, tmp_path: Path) -> None:
    """By the whole end of the name; neither overwrites the other."""
    trace, chrome = tmp_path / "a.json", tmp_path / "a.perfetto.json"
    asyncx(*RUN, str(trace))
    asyncx(*RUN, str(chrome))
    assert json.loads(trace.read_text())["format"]["name"] == "asyncx-trace"
    assert json.loads(chrome.read_text())["otherData"]["made by"].startswith("asyncx ")
    trace.replace(chrome)
    assert asyncx(*RUN, str(chrome)).code == 2


def test_what_has_no_trace_says_so(asyncx: Asyncx, tmp_path: Path) -> None:
    """A comparison is of many runs."""
    result = asyncx("compare", "wait_for-timeout", "-o", str(tmp_path / "x.perfetto-trace"))
    assert result.code == 2
    assert "its suffix is .perfetto-trace" in result.err


def test_a_file_that_cannot_be_written_is_one_line(asyncx: Asyncx, tmp_path: Path) -> None:
    """Also when it breaks off in the middle."""
    full = tmp_path / "full.perfetto-trace"
    full.symlink_to("/dev/full")
    result = asyncx(*RUN, str(full), "--force")
    assert result.code == 2
    assert result.err == f"error: {full} cannot be written: no space left on device\n"
