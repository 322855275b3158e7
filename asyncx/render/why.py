"""One finding, explained: its sentence, the chain of causes, and the lanes of what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from ..analysis.causes import WhyStep
from ..analysis.cleanups import closing
from ..analysis.finding import Finding
from ..analysis.story import story_of
from ..analysis.watched import Watched
from ..trace.model import Record, how_many
from . import sections
from .axis import Moment
from .blocks import About, finding_block
from .choice import rows_of
from .glyphs import STYLES, Glyphs, plural
from .lanes import Mark, picture
from .rows import Row
from .words import crop, join, plain

LANES, STEPS = 12, 14


def why_screen(
    watched: Watched, number: int, chain: Sequence[WhyStep], about: About, width: int, glyphs: Glyphs
) -> Text:
    """What there is to say about finding `number`, from 1 on; `chain` is what led to it."""
    finding = watched.findings[number - 1]
    run = watched.trace.run
    head = Text.styled(" asyncx", STYLES["name"])
    head.append(f"   finding {number} of {len(watched.findings)} in {plain(watched.name, glyphs)}")
    head.append(f" on {plain(run.implementation, glyphs)} {plain(run.python, glyphs)}")
    lines = [Text(), head, Text(), *finding_block(str(number), finding, about, width, glyphs)]
    marks = [Mark(step.index, Moment(step.t, step.n)) for step in chain]
    lines += [Text(), *sections.chain(chain, run, width, glyphs, STEPS)] if chain else []
    every = _rows(watched, finding, chain)
    if every:
        drawn = picture(watched.trace, width, glyphs, marks, rows=LANES, every=every)
        lines += [Text(), *drawn.lines]
        shown = {row.first for row in every if row.kind == "task"}
        others = how_many(task for task in watched.tasks if task.first not in shown)
        if others > 0:
            words = f" + {plural(others, 'other task')}, not in this {'chain' if chain else 'finding'}"
            lines.append(Text.styled(words, STYLES["aside"]))
        lines += [Text(), *sections.legend(drawn.used, width, glyphs)]
    show = f"asyncx show{about.kept and ' ' + about.kept}"
    lines += [
        Text(),
        *sections.labelled("Meaning", [Text.styled(f"asyncx explain {finding.rule}", STYLES["command"])]),
        *sections.labelled("Report", [Text.styled(plain(show, glyphs), STYLES["command"])]),
    ]
    return join([crop(line, width, glyphs) for line in lines])


def _rows(watched: Watched, finding: Finding, chain: Sequence[WhyStep]) -> list[Row]:
    """The rows of all that the finding and its chain speak of; of tasks the first, where that is none."""
    index, acting = watched.trace.index, story_of(watched.trace).acting
    records = [index[step.n] for step in chain if step.n in index]
    records += [index[n] for n in (finding.record, finding.seen or 0) if n in index]
    actors = [acting[record.n] for record in records if record.n in acting]
    tasks = {*finding.tasks, *_named(records, "task"), *(actor.task for actor in actors)}
    left = [record for record in records if record.kind == "generator.left"]
    tasks |= {task.number for record in left if (task := closing(watched.trace, record)) is not None}
    handles = {*_named(records, "handle"), *(actor.handle for actor in actors)}
    jobs = _named(records, "job")
    began = [record for record in watched.trace.records if record.kind == "job.run"]
    threads = {record.thread for record in records}
    threads |= {record.thread for record in began if record.data["job"] in jobs}
    known = [task.number for task in watched.tasks]
    shown = [number for number in known if number in tasks] or known[:1]
    return [
        row
        for row, task in rows_of(watched, set(shown))
        if task is not None
        or (row.kind == "callback" and index[row.first].data["handle"] in handles)
        or (row.kind == "thread" and index[row.first].thread in threads)
    ]


def _named(records: Sequence[Record], field: str) -> set[int]:
    """The numbers that records have in a field."""
    return {record.data[field] for record in records if isinstance(record.data.get(field), int)}
