"""Which rules find something in every scenario, version by version, in one file.

ASYNCX_PYTHONS=python3.8:python3.13 python -m tests.analysis.rules.scenarios    writes it anew
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from asyncx.analysis.findings import find
from asyncx.runs.versions import key, minor
from asyncx.trace.model import Trace
from tests.scenarios.runs import PYTHONS, SCENARIOS, all_traces, interpreter

FILE = Path(__file__).with_name("scenarios.txt")
WRITTEN_ON = "written on "
NOTHING = "-"


def spoken(trace: Trace) -> str:
    """The rules that find something, each with its lines, a "?" behind those that are not certain."""
    found: dict[str, list[str]] = {}
    for finding in find(trace):
        line = str(finding.place.line) if finding.place is not None else "?"
        name = finding.rule if finding.certain else f"{finding.rule}?"
        found.setdefault(name, []).append(line)
    return ", ".join(f"{name} {' '.join(sorted(lines))}" for name, lines in sorted(found.items())) or NOTHING


def on_python(python: str) -> dict[str, str]:
    """What is found in each scenario that this interpreter can run."""
    return {name: spoken(trace) for name, trace in all_traces(python).items()}


def read() -> tuple[set[str], dict[tuple[str, str], str]]:
    """The full versions of the file, and what it has by scenario and minor version."""
    head, *lines = FILE.read_text(encoding="utf-8").splitlines()
    found: dict[tuple[str, str], str] = {}
    name = ""
    for line in lines:
        if line and not line.startswith(" "):
            name = line
        elif line:
            versions, _, rules = line.strip().partition("   ")
            found.update({(name, version): rules.strip() for version in versions.split()})
    return set(head.removeprefix(WRITTEN_ON).split()), found


def text(found: Mapping[str, Mapping[str, str]]) -> str:
    """The file: `found` has, by full version, what is found in each scenario.  What is silent is left out."""
    versions = sorted(found, key=key)
    lines = [WRITTEN_ON + " ".join(versions)]
    for scenario in SCENARIOS:
        groups: dict[str, list[str]] = {}
        for version in versions:
            if scenario.name in found[version]:
                groups.setdefault(found[version][scenario.name], []).append(minor(version))
        if set(groups) - {NOTHING}:
            width = max(len(" ".join(group)) for group in groups.values())
            lines += ["", scenario.name]
            lines += [f"  {' '.join(group):<{width}}   {rules}" for rules, group in groups.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(text({interpreter(path).version: on_python(path) for path in PYTHONS}), encoding="utf-8")
