"""Run the scenarios of a site, and write its files as the runs come home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..analysis.facts import FactStatus
from ..analysis.report import Report, judge
from ..errors import UserError
from ..explain import book
from ..render.glyphs import plural
from ..render.site.explanation import Picture, picture_of
from ..render.site.facts import alike
from ..render.site.files import other_files, run_files
from ..render.site.model import Site
from ..runs import recorded, versions
from ..runs.catalogue import Scenario
from ..runs.choice import Pythons
from ..runs.interpreters import Interpreter
from ..runs.many import Job
from . import console
from .folder import Stage, filled
from .running import results


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: `size` is in bytes; `failed` are scenarios that should have run and did not."""

    site: Site
    files: int
    size: int
    failed: tuple[str, ...]


def export(scenarios: Sequence[Scenario], pythons: Pythons, folder: Path, limit: float) -> Exported:
    """Each scenario is run once for each of its behaviours, on `pythons`; `limit` is in seconds.

    UserError when the folder cannot be written, or may not.
    """
    chosen = {one.name: to_run_on(one, pythons.here) for one in scenarios}
    jobs = [Job(one, python) for one in scenarios for python in chosen[one.name]]
    steppers = {name: [python.version for python in some] for name, some in chosen.items()}
    site = Site(tuple(scenarios), dict(book.pages()), steppers, recorded.load().pythons)
    left_out = sum(not some for some in chosen.values())
    if left_out:
        console.note(f"no Python was found that runs {plural(left_out, 'scenario')}: there is no stepper")
    with filled(folder) as stage:
        pictures, failed = _run(site, jobs, stage, limit)
        for name, text in other_files(site, pictures):
            stage.write(name, text)
    return Exported(site, len(stage.files), stage.size, tuple(failed))


def to_run_on(scenario: Scenario, pythons: Sequence[Interpreter]) -> list[Interpreter]:
    """Of `pythons`, oldest first, the newest that it runs on, and the newest of each other behaviour."""
    group_of = {version: group for group in alike(scenario) for version in group}
    found: dict[object, Interpreter] = {}
    for python in reversed(pythons):
        if versions.includes(scenario.needs, python.version):
            minor = versions.minor(python.version)
            found.setdefault(group_of.get(minor, minor) if group_of else "", python)
    return list(found.values())


def _run(site: Site, jobs: Sequence[Job], stage: Stage, limit: float) -> tuple[dict[str, Picture], list[str]]:
    """Write what belongs to each scenario; returns what explanations show, and who did not run."""
    pictures: dict[str, Picture] = {}
    failed: list[str] = []
    for scenario in site.scenarios:
        if not site.steppers[scenario.name]:
            _write(site, scenario, None, stage)
    with results(jobs, limit) as runs:
        for job, result in runs:
            name, python = job.scenario.name, job.interpreter.version
            version = "" if python == site.steppers[name][0] else versions.minor(python)
            if isinstance(result, UserError):
                console.note(f"{name} has no stepper: {result.what}")
                failed.append(name)
                _write(site, job.scenario, None, stage, version)
                continue
            report = judge(result, job.scenario)
            _write(site, job.scenario, report, stage, version)
            if not version and name in site.pictures:
                pictures[name] = picture_of(report)
    return pictures, failed


def _write(site: Site, scenario: Scenario, report: Report | None, stage: Stage, version: str = "") -> None:
    for name, text in run_files(site, scenario, report, version):
        stage.write(name, text)
    failing = [fact for fact in report.facts if fact.status is FactStatus.FAILS] if report else []
    if report and failing:
        words = plural(len(failing), "fact") + (" does" if len(failing) == 1 else " do")
        console.note(f"{words} not hold for {scenario.name} on {report.trace.run.python}")
