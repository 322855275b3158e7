"""What asyncx says about every scenario, version by version, in one file that can be read aloud.

ASYNCX_PYTHONS=python3.8:python3.13 python -m tests.scenarios.verdicts    writes it anew
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from asyncx.analysis.verdict import verdict
from asyncx.runs.versions import key, minor

from .runs import PYTHONS, SCENARIOS, all_traces, interpreter

FILE = Path(__file__).with_name("verdicts.txt")
WRITTEN_ON = "written on "


def sentences(python: str) -> dict[str, str]:
    """The verdict on each scenario that this interpreter can run."""
    return {name: verdict(trace).sentence for name, trace in all_traces(python).items()}


def read() -> tuple[set[str], dict[tuple[str, str], str]]:
    """The full versions of the file, and its sentences by scenario and minor version."""
    head, *lines = FILE.read_text(encoding="utf-8").splitlines()
    found: dict[tuple[str, str], str] = {}
    name = ""
    for line in lines:
        if line and not line.startswith(" "):
            name = line
        elif line:
            versions, _, sentence = line.strip().partition("   ")
            found.update({(name, version): sentence.strip() for version in versions.split()})
    return set(head.removeprefix(WRITTEN_ON).split()), found


def text(spoken: Mapping[str, Mapping[str, str]]) -> str:
    """The file: `spoken` has the sentences of each full version by scenario."""
    versions = sorted(spoken, key=key)
    lines = [WRITTEN_ON + " ".join(versions)]
    for scenario in SCENARIOS:
        groups: dict[str, list[str]] = {}
        for version in versions:
            sentence = spoken[version].get(scenario.name)
            if sentence is not None:
                groups.setdefault(sentence, []).append(minor(version))
        width = max((len(" ".join(group)) for group in groups.values()), default=0)
        lines += ["", scenario.name]
        lines += [f"  {' '.join(group):<{width}}   {sentence}" for sentence, group in groups.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(
        text({interpreter(python).version: sentences(python) for python in PYTHONS}), encoding="utf-8"
    )
