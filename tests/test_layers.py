"""The order of the house, and the kernel's independence, are checked and not hoped for."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from importlinter import cli as import_linter

ROOT = Path(__file__).resolve().parent.parent
KERNEL = sorted((ROOT / "asyncx" / "kernel").glob("*.py"))
CODE = sorted((ROOT / "asyncx").rglob("*.py"))


def test_a_file_imports_only_from_folders_above_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """The contracts of pyproject.toml hold."""
    failed = import_linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert not failed, capsys.readouterr().out


@pytest.mark.parametrize("path", KERNEL, ids=lambda path: path.name)
def test_the_kernel_is_python_3_8_and_imports_the_standard_library_alone(path: Path) -> None:
    """It is loaded into interpreters in which nothing is installed, the oldest of them 3.8."""
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))
    absolute = [
        name.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    ] + [
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level == 0
    ]

    loops = {"uvloop"} if path.name == "uvloops.py" else set()  # imported only when it is asked for
    assert set(absolute) - loops <= sys.stdlib_module_names


@pytest.mark.parametrize("path", KERNEL, ids=lambda path: path.name)
def test_no_kernel_file_has_the_name_of_a_standard_module(path: Path) -> None:
    """It could be found in its place by a traced program."""
    assert path.stem.startswith("__") or path.stem not in sys.stdlib_module_names


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_three_hundred_lines(path: Path) -> None:
    """A longer one has a seam along which it wants to be two."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
