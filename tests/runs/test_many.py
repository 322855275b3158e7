"""Many runs side by side: all are made, none is left behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

from asyncx.errors import UserError
from asyncx.runs import catalogue, interpreters, many
from asyncx.runs.interpreters import Interpreter
from asyncx.runs.many import Job
from asyncx.trace.model import Trace

QUICK = '"""It ends."""\nFACTS = {}\nprint("done")\n'
SLOW = '"""It does not end."""\nFACTS = {}\nwhile True:\n    pass\n'
HERE = interpreters.running()


def scenario(source: str = QUICK, name: str = "quick") -> catalogue.Scenario:
    return catalogue.parse(name, source)


def test_every_job_gives_one_trace_and_real_clocks_come_last() -> None:
    jobs = [Job(scenario(), HERE, clock="real"), *(Job(scenario(), HERE) for _ in range(5))]
    done = list(many.run_all(jobs))

    assert sorted(id(job) for job, _ in done) == sorted(map(id, jobs))
    assert done[-1][0] is jobs[0]
    assert {result.run.end for _, result in done if isinstance(result, Trace)} == {"returned"}


def test_an_interpreter_that_does_not_start_gives_an_error_in_its_place(tmp_path: Path) -> None:
    nowhere = Interpreter(str(tmp_path / "python"), "3.12.0", "CPython", ("asyncio",))
    (_, missing), (_, there) = many.run_all([Job(scenario(), nowhere), Job(scenario(), HERE)])

    assert isinstance(missing, UserError)
    assert "could not be started" in missing.what
    assert isinstance(there, Trace)


def test_a_run_is_stopped_at_its_limit_and_the_others_go_on() -> None:
    jobs = [Job(scenario(SLOW, "slow"), HERE), *(Job(scenario(), HERE) for _ in range(3))]
    ends = {job.scenario.name: result.run.end for job, result in many.run_all(jobs, limit=4)
            if isinstance(result, Trace)}  # fmt: skip

    assert ends == {"slow": "timed out", "quick": "returned"}


def test_idle_is_called_while_something_runs() -> None:
    looks = []
    list(many.run_all([Job(scenario(), HERE)], idle=lambda: looks.append(time.monotonic())))

    assert len(looks) > 1


def test_closing_ends_what_still_runs() -> None:
    before = children()
    results = many.run_all([Job(scenario(), HERE), *(Job(scenario(SLOW, "slow"), HERE) for _ in range(4))])
    next(results)
    results.close()

    assert children() == before


def test_there_is_a_core_to_run_on() -> None:
    assert 1 <= many.cores() <= (os.cpu_count() or 1)


def children() -> set[str]:
    """The processes that this one has started and that are still there."""
    return {
        pid
        for listed in Path("/proc/self/task").glob("*/children")
        for pid in listed.read_text(encoding="ascii").split()
    }
