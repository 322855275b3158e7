"""Names of files, and what is in them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from asyncx.pytest_plugin import saving
from asyncx.trace import codec
from asyncx.trace.build import build
from tests.analysis.made import RUN


@pytest.mark.parametrize(
    ("nodeid", "path"),
    [
        ("tests/test_shop.py::test_checkout", "tests/test_shop/test_checkout"),
        ("test_shop.py::TestCart::test_add[1-2]", "test_shop/TestCart.test_add[1-2]"),
        ("docs/readme.rst::readme.rst", "docs/readme.rst/readme.rst"),
    ],
)
def test_plain_names_stay(nodeid: str, path: str) -> None:
    """Folder, file, test: what needs no change is not changed."""
    assert saving.name(nodeid) == Path(path)


@pytest.mark.parametrize(
    "nodeid",
    [
        "test_shop.py::test_a[a/b]",
        'test_shop.py::test_a[a\\b:c*?"<>|]',
        "../../outside/test_shop.py::test_a",
        "/etc/test_shop.py::test_a[/../../x]",
        "test_shop.py::test_a[..]/..",
        "test_shop.py::test_a[" + "x" * 500 + "]",
        "test_shop.py::test_a[\x00\x1b\n\ud800]",
        "test_shop.py::test_ä",
        "::test_a",
    ],
)
def test_other_names_are_made_safe(nodeid: str, tmp_path: Path) -> None:
    """Nothing leaves the folder, nothing is too long, and no two tests share a file."""
    name = saving.name(nodeid)

    assert not name.is_absolute()
    assert all(part not in ("", ".", "..") and len(part) < 120 for part in name.parts)
    assert str(name).isascii()
    assert (tmp_path / name).resolve().is_relative_to(tmp_path)
    assert name not in {saving.name(nodeid + "x"), saving.name(nodeid.replace("test_", "test_b"))}


def test_a_folder_of_the_users_is_not_ignored(tmp_path: Path) -> None:
    """What is in it besides may belong into version control."""
    trace = build(RUN, [{"n": 1, "t": 1, "thread": 1, "kind": "loop.turn", "loop": 1}])

    path = saving.save(trace, (), tmp_path, "test_shop.py::test_a", tmp_path)

    assert path.is_file()
    assert not (tmp_path / ".gitignore").exists()


def test_large_trace_is_saved_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of very many records would be slow, so the trace itself is there for `asyncx show`."""
    trace = build(RUN, [{"n": n, "t": n, "thread": 1, "kind": "loop.turn", "loop": 1} for n in range(1, 5)])
    monkeypatch.setattr(saving, "MOST", 3)

    path = saving.save(trace, (), tmp_path / "traces", "test_shop.py::test_a", tmp_path)

    assert path == tmp_path / "traces/test_shop/test_a.jsonl"
    assert codec.loads(path.read_text()).records == trace.records
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (tmp_path / "traces/.gitignore").read_text().endswith("\n*\n")
