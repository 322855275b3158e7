"""A run that is stepped through, with what is computed of it once."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from ...analysis import awaited, waits
from ...analysis.report import Report
from ...analysis.story import Story
from ...trace.cursor import Cursor, Replay, World
from ...trace.labels import is_internal
from ...trace.model import Place, Record
from ..axis import Moment
from ..describe import Namer, last_part
from ..lanes import Mark
from ..others import all_rows
from ..rows import Row, flat
from ..sections import place_words
from ..stepping import Callbacks, Files, RowOf, number_in, own_line, scale_of, wait_at, waits_for
from .scale import Kind, Scale, position_of

LONGEST = 400
"""Characters of a text of the run that are looked at; what is longer cannot be seen anyway."""


class Subject:
    """A judged run.  A position counts the records in effect: 0 is before the first one.

    `files` has the lines of the files of a program whose source is not in its trace, [] for what it has not.
    """

    def __init__(self, report: Report, *, internals: bool = False, files: Files | None = None) -> None:
        self.report = report
        self._files = files
        self.trace = report.trace
        self.replay = Replay(self.trace)
        self.names = Namer(self.trace)
        self.callbacks = Callbacks(self.trace, self.names)
        self.families = tuple(all_rows(self.trace, internals=internals)) if self.trace.records else ()
        self.rows: tuple[Row, ...] = tuple(flat(self.families))
        self.row_of = RowOf(self.trace, self.rows)
        self.marks = tuple(Mark(step.index, Moment(step.t, step.n)) for step in report.why)
        self.tasks = {task.number: task for task in self.trace.tasks}
        self.threads = {thread.number: thread.name for thread in self.trace.threads}
        kind, cuts = scale_of(report, self.rows)
        self.scale = Kind(kind)
        self.scales = {
            Kind.TIME: Scale(self.trace, Kind.TIME, tuple(cuts)),
            Kind.STEPS: Scale(self.trace, Kind.STEPS),
        }
        source = self.trace.run.source
        self._texts = {self.trace.run.file: source.removesuffix("\n").split("\n") if source else []}

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.trace.records)

    @property
    def start(self) -> int:
        """Where to begin: at the event of the verdict, else at the end."""
        n = self.report.verdict.record
        return position_of(self.trace, n) if n else self.count

    def record(self, position: int) -> Record | None:
        """The last record in effect."""
        return self.trace.records[position - 1] if 0 < position <= self.count else None

    def moment(self, position: int) -> Moment:
        """When a position is."""
        record = self.record(position)
        return Moment(record.t, record.n) if record is not None else Moment(0, 0)

    def cursor(self, position: int) -> Cursor:
        """The cursor of the trace there."""
        return Cursor(self.replay, position)

    def cause(self, position: int) -> int:
        """The position of the cause of a record; 0 for none."""
        return self._chains[0][position] if 0 < position <= self.count else 0

    def effects(self, position: int) -> list[int]:
        """The positions of what a record made happen."""
        record = self.record(position)
        numbers = self.replay.effects(record.n) if record is not None else ()
        return [position_of(self.trace, n) for n in numbers]

    def chain(self, position: int, most: int) -> tuple[list[int], int]:
        """The positions of the causes of a record, the oldest first, and the record; how many are left out.

        Of more than `most` (2 at least) the first one is kept, and the last ones.
        """
        if not 0 < position <= self.count:
            return [], 0
        causes, firsts, lengths = self._chains
        found, at = [position], causes[position]
        while at and len(found) < most - 1:
            found.append(at)
            at = causes[at]
        left_out = lengths[position] - len(found)
        if left_out:
            found.append(firsts[position])
        return found[::-1], max(left_out - 1, 0)

    @cached_property
    def _chains(self) -> tuple[array[int], array[int], array[int]]:
        """For each position its cause (0 for none), the first of its causes, and how many there are."""
        size = self.count + 1
        causes, firsts, lengths = (array("q", bytes(8 * size)) for _ in range(3))
        for position, record in enumerate(self.trace.records, 1):
            cause = self.trace.index.get(record.because) if record.because else None
            at = causes[position] = position_of(self.trace, cause.n) if cause is not None else 0
            firsts[position] = firsts[at] or position
            lengths[position] = lengths[at] + 1
        return causes, firsts, lengths

    def turn(self, position: int) -> int:
        """The turn of the loop in the thread of a record, 0 when there is none."""
        record = self.record(position)
        if record is None:
            return 0
        turns, numbers = self._turns.get(record.thread, ([], []))
        at = bisect_right(turns, position) - 1
        return numbers[at] if at >= 0 else 0

    @cached_property
    def _turns(self) -> dict[int, tuple[list[int], list[int]]]:
        """For each thread the positions and the numbers of its loops' turns."""
        found: dict[int, tuple[list[int], list[int]]] = {}
        for position, record in enumerate(self.trace.records, 1):
            if record.kind == "loop.turn":
                turns, numbers = found.setdefault(record.thread, ([], []))
                turns.append(position)
                numbers.append(number_in(record, "turn"))
        return found

    def family(self, row: int) -> int:
        """The number of the row that a row stands below, or its own."""
        return self._heads[bisect_right(self._heads, row) - 1] if row else 0

    @cached_property
    def _heads(self) -> list[int]:
        return [number for number, row in enumerate(self.rows, 1) if not row.depth]

    def ran(self, position: int) -> int:
        """The last record with a line of the program: of the task that acts here, or of any; 0 for none."""
        lined, by_family = self._lined
        record = self.record(position)
        family = self.family(self.row_of(record)) if record is not None else 0
        for positions in (by_family.get(family, []) if family else [], lined):
            at = bisect_right(positions, position) - 1
            if at >= 0:
                return positions[at]
        return 0

    def runs_next(self, position: int) -> int:
        """The next record with a line of the program; 0 for none."""
        lined, _ = self._lined
        at = bisect_left(lined, position + 1)
        return lined[at] if at < len(lined) else 0

    @cached_property
    def _lined(self) -> tuple[list[int], dict[int, list[int]]]:
        """The positions of the records with a line of the program: all of them, and for each family."""
        lined: list[int] = []
        by_family: dict[int, list[int]] = {}
        for position, record in enumerate(self.trace.records, 1):
            if self.place(position) is not None:
                lined.append(position)
                by_family.setdefault(self.family(self.row_of(record)), []).append(position)
        return lined, by_family

    def place(self, position: int) -> Place | None:
        """The line of the program at which a record was written; None for one of anybody else's."""
        record = self.record(position)
        place = self.names.place(record) if record is not None else None
        if self._files is not None:
            return place if place is not None and not is_internal(place.file) else None
        return place if own_line(place, self.trace.run) else None

    def text(self, file: str) -> list[str]:
        """The lines of a file of the program, [] when they are not known."""
        run = self.trace.run
        name = run.file if run.file.endswith("/" + file) else file
        if name not in self._texts or (self._files is not None and not self._texts[name]):
            self._texts[name] = self._files(file) if self._files is not None else []
        return self._texts[name]

    def where(self, position: int) -> tuple[str, str]:
        """The place of a record, `:19` or `asyncio/tasks.py:476`, and its function; "" for none."""
        record = self.record(position)
        place = self.names.place(record) if record is not None else None
        if place is None:
            return "", ""
        function = last_part(place.function[-LONGEST:])
        return place_words(place, self.trace.run), "" if function == "<module>" else function

    def awaited(self, number: int, world: World) -> tuple[str, str]:
        """What a task waits for, and who could end that, as far as it is known; "" for what is not."""
        task = self.tasks.get(number)
        label = waits_for(task, world.n) if task is not None else ""
        record = self.trace.index.get(wait_at(task, world.n)) if task is not None else None
        if record is None or record.kind != "task.wait" or label.startswith("sleep("):
            return label, ""
        told = awaited.words(self._story, waits.Wait(number, record, record.t, world.t, None), world.t)
        return label, told[len(label) :] if label and told.startswith(f"{label}, ") else ""

    @cached_property
    def _story(self) -> Story:
        return Story(self.trace)

    def words(self, position: int) -> list[str]:
        """An event in words: its kind, who it is about, and what else it says; to be made safe."""
        record = self.record(position)
        if record is None:
            return ["before the first event"]
        parts = [record.kind, self.names.who(record), self.names.detail(record).strip()]
        return [part[:LONGEST] for part in parts if part]

    def found(self, text: str, position: int, forwards: bool = True) -> Iterator[int | None]:
        """Look for an event that says `text`, from a position around the end and back to it.

        Yields None after every few thousand events in vain, then the position, or 0 for none.
        """
        wanted = text.strip().casefold()
        for passed in range(1, self.count + 1 if wanted else 1):
            at = (position - 1 + (passed if forwards else -passed)) % self.count + 1
            if wanted in " ".join([*self.words(at), *self.where(at)]).casefold():
                yield at
                return
            if passed % 4096 == 0:
                yield None
        yield 0

    def seek(self, position: int, wanted: Callable[[int], bool], forwards: bool) -> int:
        """The next (or the previous) position that is wanted; here, when there is none."""
        ahead = range(position + 1, self.count + 1) if forwards else range(position - 1, 0, -1)
        return next((at for at in ahead if wanted(at)), position)
