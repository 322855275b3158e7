"""Every scenario, run once on each interpreter, for all tests that look at the traces."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from asyncx.runs import catalogue, child, interpreters, versions
from asyncx.runs.catalogue import Scenario
from asyncx.runs.interpreters import Interpreter
from asyncx.trace.model import Trace
from tests.sharing import TRACES

PYTHONS = os.environ.get("ASYNCX_PYTHONS", sys.executable).split(os.pathsep)
SCENARIOS = tuple(catalogue.load_all())
LIMIT = 60.0
"""Seconds; a busy machine is no reason to fail."""


def label(path: str) -> str:
    """A short name of an interpreter, for test ids."""
    return Path(path).resolve().name + "@" + Path(path).parts[-3]


@cache
def interpreter(path: str) -> Interpreter:
    return interpreters.resolve(path)


def fits(scenario: Scenario, path: str) -> bool:
    """Whether the scenario can run on that interpreter at all."""
    return versions.includes(scenario.needs, interpreter(path).version)


def run(scenario: Scenario, path: str) -> Trace:
    return child.run(scenario, interpreter(path), limit=LIMIT)


def shared(path: str) -> str:
    """The test id of who looks at all traces of an interpreter: tests.sharing knows them by it."""
    return f"{TRACES}-{label(path)}"


def each_of(pythons: Iterable[str], name: str = "python") -> pytest.MarkDecorator:
    """Runs a test with the traces of each of these interpreters."""
    return pytest.mark.parametrize(name, list(pythons), ids=shared)


@cache
def all_traces(path: str) -> dict[str, Trace]:
    """The trace of every scenario that this interpreter can run, by name."""
    fitting = [scenario for scenario in SCENARIOS if fits(scenario, path)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        traces = pool.map(lambda scenario: run(scenario, path), fitting)
        return dict(zip((scenario.name for scenario in fitting), traces, strict=True))
