"""A wheel lists what the checkout lists, and has in it all that a trace needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from asyncx.runs import catalogue

ROOT = Path(__file__).resolve().parent.parent

pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but the wheel, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("asyncx_explorer-*.whl")
    site = folder / "lib" / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def run(home: Path, *arguments: str) -> str:
    """The stdout of the asyncx that is in the folder `home`, called from somewhere else."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "asyncx", *arguments],
        env={**os.environ, "PYTHONPATH": str(home)},
        cwd="/",
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_a_wheel_lists_what_the_checkout_lists(site: Path) -> None:
    """The scenarios travel inside the package, and no package named `scenarios` is installed."""
    assert run(site, "list").splitlines() == catalogue.names()
    assert str(site) in run(site, "list", "wait_for-timeout", "--json")
    assert sorted(path.name for path in site.iterdir() if path.suffix != ".dist-info") == ["asyncx"]


def test_a_wheel_traces_as_the_checkout_traces(site: Path) -> None:
    """Where the files are does not show: a scenario in site-packages is still the program, not a library."""
    for options in ([], ["--events", "--source", "--internals"], ["--json"]):
        command = ["scenario", "wait_for-timeout", *options]
        assert run(site, *command) == run(ROOT, *command)


def test_a_wheel_watches_a_program(site: Path, tmp_path: Path) -> None:
    """The kernel is let in from where the wheel lies; `-o` tells that it was."""
    program = tmp_path / "program.py"
    program.write_text("import asyncio; asyncio.run(asyncio.sleep(0)); print('ran')")
    trace = tmp_path / "run.json"

    assert run(site, "run", "-q", "-o", str(trace), str(program)) == "ran\n"
    assert '"task.step"' in trace.read_text()


def test_a_wheel_has_the_schema_and_nothing_compiled(site: Path) -> None:
    """What is imported or handed to an interpreter is there; caches are not."""
    (record,) = site.glob("*.dist-info/RECORD")
    files = {line.partition(",")[0] for line in record.read_text(encoding="utf-8").splitlines()}

    needed = {"trace/trace.schema.json", "runs/recorded.json", "kernel/__main__.py", "__main__.py"}
    needed |= {"kernel/seed/sitecustomize.py", "kernel/program.py"}
    needed |= {"render/viewer/page.html", "render/viewer/style.css", "render/viewer/main.js"}
    needed |= {"render/viewer/stepper.html", "render/site/assets/site.css", "render/site/assets/search.js"}
    assert {f"asyncx/{name}" for name in needed} <= files
    assert [name for name in files if "__pycache__" in name] == []
    assert [name for name in files if name.startswith("tests")] == []


def test_a_wheel_names_its_command_and_its_needs(site: Path) -> None:
    """The distribution is asyncx-explorer, the command is asyncx, and it needs two packages."""
    (information,) = site.glob("*.dist-info")
    metadata = (information / "METADATA").read_text(encoding="utf-8")
    needs = [
        line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra" not in line
    ]

    assert "Name: asyncx-explorer" in metadata
    assert "asyncx = asyncx.__main__:main" in (information / "entry_points.txt").read_text(encoding="utf-8")
    assert sorted(line.split()[1].partition(">")[0] for line in needs) == ["rich", "typer"]
    assert (information / "licenses" / "LICENSE").exists()
