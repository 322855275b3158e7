"""Run the scenarios of a site, and write its files as the runs come home."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..analysis.facts import FactStatus
from ..analysis.report import Report, judge
from ..errors import UserError
from ..explain import book
from ..render.glyphs import plural
from ..render.site.explanation import Picture, picture_of
from ..render.site.files import other_files, scenario_files
from ..render.site.model import Site
from ..runs import orphans, recorded, versions
from ..runs.catalogue import Scenario
from ..runs.choice import Pythons
from ..runs.interpreters import Interpreter
from ..runs.many import Job, run_all
from . import console
from .folder import Stage, filled
from .progress import Progress


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: `size` is in bytes; `failed` are scenarios that should have run and did not."""

    site: Site
    files: int
    size: int
    failed: tuple[str, ...]


def export(scenarios: Sequence[Scenario], pythons: Pythons, folder: Path, limit: float) -> Exported:
    """Each scenario is run once, on the newest of `pythons` that it runs on; `limit` is in seconds.

    UserError when the folder cannot be written, or may not.
    """
    jobs = [Job(one, python) for one in scenarios if (python := newest(one, pythons.here))]
    traced = sorted({job.interpreter.version for job in jobs}, key=versions.key)
    site = Site(tuple(scenarios), dict(book.pages()), tuple(traced), recorded.load().pythons)
    left_out = len(scenarios) - len(jobs)
    if left_out:
        console.note(f"no Python was found that runs {plural(left_out, 'scenario')}: there is no stepper")
    with filled(folder) as stage:
        pictures, failed = _run(site, jobs, stage, limit)
        for name, text in other_files(site, pictures):
            stage.write(name, text)
    return Exported(site, len(stage.files), stage.size, tuple(failed))


def newest(scenario: Scenario, pythons: Sequence[Interpreter]) -> Interpreter | None:
    """The one of `pythons`, oldest first, to run on."""
    return next((one for one in reversed(pythons) if versions.includes(scenario.needs, one.version)), None)


def _run(site: Site, jobs: Sequence[Job], stage: Stage, limit: float) -> tuple[dict[str, Picture], list[str]]:
    """Write what belongs to each scenario; returns what explanations show, and who did not run."""
    pictures: dict[str, Picture] = {}
    failed: list[str] = []
    running = {job.scenario.name for job in jobs}
    for scenario in site.scenarios:
        if scenario.name not in running:
            _write(site, scenario, None, stage)
    gc.enable()
    ours = orphans.adopt()
    try:
        with (
            Progress(job.interpreter.version for job in jobs) as progress,
            closing(run_all(jobs, limit=limit, idle=progress.draw)) as runs,
        ):
            for job, result in runs:
                progress.done(job.interpreter.version)
                name = job.scenario.name
                if isinstance(result, UserError):
                    console.note(f"{name} has no stepper: {result.what}")
                    failed.append(name)
                    _write(site, job.scenario, None, stage)
                    continue
                report = judge(result, job.scenario)
                _write(site, job.scenario, report, stage)
                if name in site.pictures:
                    pictures[name] = picture_of(report)
    finally:
        orphans.end(ours)
    return pictures, failed


def _write(site: Site, scenario: Scenario, report: Report | None, stage: Stage) -> None:
    for name, text in scenario_files(site, scenario, report):
        stage.write(name, text)
    failing = [fact for fact in report.facts if fact.status is FactStatus.FAILS] if report else []
    if report and failing:
        words = plural(len(failing), "fact") + (" does" if len(failing) == 1 else " do")
        console.note(f"{words} not hold for {scenario.name} on {report.trace.run.python}")
