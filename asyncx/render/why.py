"""One finding, explained: its sentence, the chain of causes, and the tasks that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from ..analysis.causes import WhyStep
from ..analysis.watched import Watched
from ..trace.model import how_many
from . import sections
from .axis import Moment
from .blocks import About, finding_block
from .choice import rows_of
from .glyphs import STYLES, Glyphs, plural
from .lanes import Mark, picture
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
    concerned = set(finding.tasks) | {one for step in chain for one in _tasks_at(watched, step.n)}
    every = [row for row, task in rows_of(watched, concerned) if task is not None]
    if every:
        drawn = picture(watched.trace, width, glyphs, marks, rows=LANES, every=every)
        lines += [Text(), *drawn.lines]
        shown = {row.first for row in every}
        others = how_many(task for task in watched.tasks if task.first not in shown)
        if others > 0:
            words = f" + {plural(others, 'other task')}, which had no part in it"
            lines.append(Text.styled(words, STYLES["aside"]))
        lines += [Text(), *sections.legend(drawn.used, width, glyphs)]
    show = f"asyncx show{about.kept and ' ' + about.kept}"
    lines += [
        Text(),
        *sections.labelled("Meaning", [Text.styled(f"asyncx explain {finding.rule}", STYLES["command"])]),
        *sections.labelled("Report", [Text.styled(plain(show, glyphs), STYLES["command"])]),
    ]
    return join([crop(line, width, glyphs) for line in lines])


def _tasks_at(watched: Watched, n: int) -> list[int]:
    """The task that record `n` speaks of."""
    record = watched.trace.index.get(n)
    number = record.data.get("task") if record is not None else None
    return [number] if isinstance(number, int) else []
