"""Many runs, counted on the terminal while they are at work, and all of them ended afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from ..runs import orphans
from ..runs.many import Job, Results, run_all
from .progress import Progress


@contextmanager
def results(jobs: Sequence[Job], limit: float) -> Iterator[Results]:
    """The results of `jobs` as they come; what still runs at the end of the block is ended.

    `limit` is in seconds, for each.
    """
    gc.enable()  # so many traces are worth a search for cycles
    with (
        orphans.ended(),
        Progress(job.interpreter.version for job in jobs) as progress,
        closing(run_all(jobs, limit=limit, idle=progress.draw)) as runs,
    ):
        yield _counted(runs, progress)


def _counted(runs: Results, progress: Progress) -> Results:
    for job, result in runs:
        progress.done(job.interpreter.version)
        yield job, result
