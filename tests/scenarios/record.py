"""Records what every fact is on each interpreter, for users who do not have that Python.

    python -m tests.scenarios.record [--again] [NAME ...]      on the interpreters of ASYNCX_PYTHONS

Writes asyncx/runs/recorded.json.  Only what is missing there, or was recorded of other code, is run;
with --again everything is.  Prints what it did; exit code 1 when an interpreter failed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from asyncx.analysis.reading import read
from asyncx.analysis.vocabulary import Unreadable, Vocabulary
from asyncx.errors import UserError
from asyncx.runs import many, recorded, versions
from asyncx.runs.catalogue import Scenario
from asyncx.runs.recorded import Entry, Records
from asyncx.trace.model import Trace

from .runs import LIMIT, PYTHONS, SCENARIOS, fits, interpreter


def seen(scenario: Scenario, trace: Trace) -> dict[str, object]:
    """What the facts of `scenario` read off `trace`, by expression; what cannot be read is left out."""
    vocabulary = Vocabulary(trace)
    found = {}
    for fact in scenario.facts:
        try:
            found[fact.read] = read(fact.read, vocabulary)
        except Unreadable:
            continue
    return found


def is_recorded(scenario: Scenario, version: str, records: Records) -> bool:
    """Whether the file already has what this scenario is on that minor version."""
    entry = records.entries.get(scenario.name)
    if entry is None or entry.code != recorded.fingerprint(scenario) or version not in entry.seen:
        return False
    known = {read for values in entry.seen.values() for read in values}
    return all(fact.read in known for fact in scenario.facts)


def kept(scenarios: Iterable[Scenario], records: Records) -> dict[str, Entry]:
    """An entry for each scenario, with what is still true of it."""
    entries = {}
    for scenario in scenarios:
        code = recorded.fingerprint(scenario)
        entry = records.entries.get(scenario.name)
        reads = {fact.read for fact in scenario.facts}
        values = entry.seen if entry is not None and entry.code == code else {}
        entries[scenario.name] = Entry(
            code,
            {
                version: {name: value for name, value in found.items() if name in reads}
                for version, found in values.items()
                if version in scenario.runs_on
            },
        )
    return entries


def main(arguments: Sequence[str]) -> int:
    """Run the recording of this module's docstring; returns the exit code."""
    again = "--again" in arguments
    names = set(arguments) - {"--again"}
    old = recorded.load()
    pythons = {versions.minor(interpreter(path).version): interpreter(path) for path in PYTHONS}
    jobs = [
        many.Job(scenario, python)
        for version, python in pythons.items()
        for scenario in SCENARIOS
        if fits(scenario, python.path)
        and (again or not is_recorded(scenario, version, old))
        and (not names or scenario.name in names)
    ]
    entries = {name: dict(entry.seen) for name, entry in kept(SCENARIOS, old).items()}
    code = 0
    for job, result in many.run_all(jobs, limit=LIMIT):
        if isinstance(result, UserError):
            print(f"{job.scenario.name} on {job.interpreter.version}: {result}")
            code = 1
            continue
        version = versions.minor(job.interpreter.version)
        entries[job.scenario.name][version] = seen(job.scenario, result)
    records = Records(
        {**old.pythons, **{version: python.version for version, python in pythons.items()}},
        {s.name: Entry(recorded.fingerprint(s), entries[s.name]) for s in SCENARIOS},
    )
    recorded.FILE.write_text(recorded.dumps(records), encoding="utf-8")
    print(f"{len(jobs)} runs recorded, {len(SCENARIOS)} scenarios in {recorded.FILE.name}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
