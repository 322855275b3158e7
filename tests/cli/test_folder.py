"""A folder that is filled whole or not at all, and only if it is ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asyncx.cli.folder import MARKER, STAGE, filled
from asyncx.errors import UserError


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "marker", ["{}", "[]", "", "\xff", '{"format": {"name": "asyncx-page", "version": 1}}']
)
def test_another_marker_is_none(tmp_path: Path, marker: str) -> None:
    """Only one of ours says that the folder is."""
    (tmp_path / MARKER).write_text(marker, encoding="latin-1")
    with pytest.raises(UserError, match="is not empty"), filled(tmp_path):
        pass


def test_a_file_among_ours_is_not_thrown_away(tmp_path: Path) -> None:
    """One beside them stays where it is."""
    with filled(tmp_path / "site") as stage:
        stage.write("data/a.js", "a")
    (tmp_path / "site" / "CNAME").write_text("example.org")
    with filled(tmp_path / "site") as stage:
        stage.write("data/b.js", "b")
    assert {*contents(tmp_path / "site")} == {"data/b.js", "CNAME", MARKER}
    (tmp_path / "site" / "data" / "mine").write_text("mine")
    with pytest.raises(UserError, match="not of it"), filled(tmp_path / "site"):
        pass
    assert (tmp_path / "site" / "data" / "mine").read_text() == "mine"


def test_a_marker_cannot_lead_out(tmp_path: Path) -> None:
    """Its paths are names of files within, or nothing."""
    (tmp_path / "safe").write_text("safe")
    with filled(tmp_path / "site") as stage:
        stage.write("a", "a")
    marker = tmp_path / "site" / MARKER
    document = json.loads(marker.read_text())
    document["files"] += ["../safe", "/etc/passwd", "..", ".", ""]
    marker.write_text(json.dumps(document))
    with filled(tmp_path / "site") as stage:
        stage.write("a", "b")

    assert contents(tmp_path) == {"safe": b"safe", "site/a": b"b", f"site/{MARKER}": marker.read_bytes()}


def fill(folder: Path, raising: BaseException | type[BaseException] | None = None, **files: str) -> None:
    """Write some files (`index` is index.html), and then raise something."""
    with filled(folder) as stage:
        for name, text in files.items():
            stage.write(f"{name}.html", text)
        if raising is not None:
            raise raising


@pytest.mark.parametrize("error", [KeyboardInterrupt, UserError, ValueError])
def test_whatever_goes_wrong_leaves_it_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    """No folder where none was, and the earlier site where there was one."""
    site = tmp_path / "site"
    with pytest.raises(error, match=r"^stop$"):
        fill(site, error("stop"), index="half")
    assert list(tmp_path.iterdir()) == []
    fill(site, index="whole")
    before = contents(tmp_path)
    with pytest.raises(error, match=r"^stop$"):
        fill(site, error("stop"), index="half")
    assert contents(tmp_path) == before


def test_an_export_that_was_killed_is_no_hindrance(tmp_path: Path) -> None:
    """Its leftovers are swept away."""
    (tmp_path / STAGE / "data").mkdir(parents=True)
    (tmp_path / STAGE / "data" / "x.js").write_text("half")
    with filled(tmp_path) as stage:
        stage.write("index.html", "whole")
    assert {*contents(tmp_path)} == {"index.html", MARKER}


@pytest.mark.parametrize("left", range(6))
def test_the_index_is_the_last_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    """When the exchange itself is cut off, nothing pretends to be whole, and it can be done again."""
    fill(tmp_path, index="old", a="old", b="old")
    rename, moves = Path.rename, []

    def cut_off(path: Path, target: Path) -> Path:
        moves.append(path)
        if len(moves) > left:
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", cut_off)
    with pytest.raises(UserError, match="cannot be written: input/output error"):
        fill(tmp_path, index="new", a="new", b="new")
    monkeypatch.undo()

    shown = {name: text for name, text in contents(tmp_path).items() if name != MARKER}
    assert "index.html" not in shown or set(shown.values()) == {b"old"}
    fill(tmp_path, index="new", a="new")
    assert {*contents(tmp_path)} == {"index.html", "a.html", MARKER}
