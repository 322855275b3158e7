"""What a task did in one of its steps, told up to the record that matters for what came of it."""

from __future__ import annotations

from ..trace.labels import sets_sleep
from ..trace.model import CancelRequest, Coro, Error, Outcome, Place, Record, Timer
from ..trace.records import error_of, is_cancelled, place_of
from .beats import PLAIN, STRONG, WEAK, Beat, beat, end_beat, function_at
from .calls import internal, public
from .story import Story, stack_of
from .words import cut, error_words, ms


def step_beats(story: Story, step: Record, until: Record) -> list[Beat]:
    """What the task did in `step`, up to and with the record `until`."""
    telling = _Step(story, step, until)
    for record in story.inside(step):
        if record.n <= until.n:
            telling.read(record)
    telling.finish()
    if until is step and not telling.beats:
        verb = "goes on" if telling.wait is not None else "takes its first step"
        place = story.user_frame(telling.wait)
        telling.beats.append(beat(step, f"{telling.who} {verb}", "", place))
    return telling.beats


class _Step:
    """One step while it is told; `error` is the type of the exception on its way, "" when there is none."""

    def __init__(self, story: Story, step: Record, until: Record) -> None:
        self.story = story
        self.step = step
        self.until = until
        self.task = story.tasks.get(step.data["task"])
        self.wait = story.wait_before(step)
        self.beats: list[Beat] = []
        self.error = ""
        self.caught: dict[int, Record] = {}
        self._arrival()

    def _arrival(self) -> None:
        """Tell the exception with which the step begins: a cancellation, or what the awaited thing raised."""
        request = self._delivered()
        if request is not None:
            record = self.story.index.get(request.delivered or 0, self.step)
            self.error = "CancelledError"
            if self.wait is None:
                what = f"CancelledError is thrown into {self.who}"
                self.beats.append(beat(record, what, "before its first line: it never runs", weight=STRONG))
            else:
                self._raised_at_await(record, self.error)
            return
        ready = self.story.index.get(self.step.because or 0)
        done = self.story.index.get(ready.because or 0) if ready and "future" in ready.data else None
        if done is None or done.kind not in ("future.done", "task.end"):
            return
        error = error_of(done.data.get("error"))
        if error is not None:
            self.error = error.type
            self._raised_at_await(self.step, error_words(error))
        elif done.data.get("outcome") == "cancelled" and self.wait is not None and not self._in_asyncio():
            self.error = "CancelledError"
            self._raised_at_await(self.step, self.error)

    def _in_asyncio(self) -> bool:
        """Whether asyncio's own coroutine awaits what is done, and may take its cancellation for an end."""
        stack = stack_of(self.wait)
        return bool(stack) and internal(stack[-1][0])

    def _raised_at_await(self, record: Record, error: str) -> None:
        place = self.story.user_frame(self.wait)
        awaited = self._awaited(place, self.wait) if self.wait and place else ""
        what = f"{error} is raised in {function_at(place, self.who)}"
        self.beats.append(beat(record, what, f"at its await {awaited}" if awaited else "", place, STRONG))

    def _delivered(self) -> CancelRequest | None:
        """The cancellation that this step delivers."""
        for request in self.task.cancels if self.task else ():
            if request.delivered is not None and self.step.n <= request.delivered <= self._end().n:
                return request
        return None

    def _end(self) -> Record:
        inside = self.story.inside(self.step)
        return inside[-1] if inside else self.step

    @property
    def who(self) -> str:
        """The task."""
        return self.story.who(self.step.data["task"])

    def _awaited(self, place: Place | None, wait: Record) -> str:
        """What is awaited, as it stands in the source; a sleep with its real length."""
        spans = self.task.spans if self.task else ()
        label = next((span.label for span in spans if span.first == wait.n), "")
        label = f"{label}()" if "." in label and "(" not in label else label
        return label if label.startswith("sleep(") else self.story.awaited(place) or label

    def read(self, record: Record) -> None:
        """Tell one record of the step, where it is worth it."""
        match record.kind:
            case "coro.throw" | "coro.catch":
                self._met(record)
            case "coro.raise":
                self._raised(record)
            case "coro.return":
                self._returned(record)
            case "task.cancel" if record.data["task"] == self.step.data["task"] and record.n != self.until.n:
                place = self.story.place(record)
                self.beats.append(
                    beat(record, f"{self.who} cancels itself", self.story.code(place), place, STRONG)
                )
            case "task.uncancel" if not record.data.get("via"):
                place = self.story.place(record)
                detail = f"{record.data.get('requests', 0)} requests are left"
                self.beats.append(beat(record, f"{self.who} calls uncancel()", detail, place, STRONG))
            case "lock.taken" | "lock.freed" | "semaphore.taken" if (
                self.story.trace.run.end == "deadlock" or record is self.until
            ):
                place = self.story.place(record)
                verb = "releases" if record.kind == "lock.freed" else "takes"
                what = "a place of the semaphore" if record.kind == "semaphore.taken" else "the lock"
                self.beats.append(beat(record, f"{self.who} {verb} {what}", self.story.code(place), place))

    def _coro(self, record: Record) -> Coro | None:
        return self.story.coros.get(record.data["coro"])

    def _met(self, record: Record) -> None:
        """An error came up in a coroutine: it will be told when the coroutine does something about it."""
        coro = self._coro(record)
        error = error_of(record.data.get("error"))
        passing = coro is not None and coro.internal and record.n != self.until.n
        if coro is None or error is None or (passing and error.type != self.error):
            return
        if record.kind == "coro.catch":
            self.caught[coro.number] = record
        if error.type != self.error:
            self._origin(record, coro)
        self.error = error.type

    def _origin(self, record: Record, coro: Coro) -> None:
        """An error that no coroutine of this step has raised: it came from what the coroutine called."""
        error = error_of(record.data["error"])
        if error is not None:
            name = self.who if coro.name.startswith("_") and coro.internal else public(coro.name)
            self._tell_error(record, f"{name} gets", error, self.story.place(record))

    def _raised(self, record: Record) -> None:
        coro = self._coro(record)
        error = error_of(record.data.get("error"))
        if coro is None or error is None or error.type == "GeneratorExit":
            return
        name, place = public(coro.name), self._place(record, coro)
        cause = f"__cause__ {error.cause}" if error.cause and record.n == self.until.n else ""
        if not self.error and self._cleaned(coro) == error.type:
            self._tell_error(record, f"{name} re-raises", error, place, cause)
            self.error = error.type
        elif error.type != self.error:
            verb = "turns it into" if self.error and coro.internal else "raises"
            if not (coro.internal and self._passed_out(record, coro)):
                self._tell_error(record, f"{name} {verb}", error, place, cause)
                self.error = error.type

    def _tell_error(
        self, record: Record, begin: str, error: Error, place: Place | None, detail: str = ""
    ) -> None:
        """Tell an error, its message where there is room for it."""
        words = error_words(error)
        long = error.message if error.message and ":" not in words else ""
        self.beats.append(beat(record, f"{begin} {words}", detail or cut(long, 60), place, STRONG))

    def _passed_out(self, record: Record, coro: Coro) -> bool:
        """Whether an outer coroutine of asyncio's raises the same: then that one is told."""
        for other in self.story.inside(self.step):
            if record.n < other.n <= self.until.n and other.kind == "coro.raise":
                outer = self._coro(other)
                return outer is not None and outer.internal and outer.depth < coro.depth
        return False

    def _place(self, record: Record, coro: Coro) -> Place | None:
        """Where a coroutine raised: its own line, or for one of asyncio's the line that awaits it."""
        if not coro.internal:
            return self.story.place(record)
        stack = stack_of(self.wait)
        names = [str(frame[2]) for frame in stack]
        position = names.index(coro.name) if coro.name in names else 0
        outer = [frame for frame in stack[:position] if not internal(frame[0])]
        met = [met for number, met in self.caught.items() if not self.story.coros[number].internal]
        return place_of(outer[-1]) if outer else self.story.place(met[-1]) if met else None

    def _cleaned(self, coro: Coro) -> str:
        """The error that the coroutine had met in an earlier step and was still at work on."""
        for record in self.story.of_kind("coro.catch"):
            if record.data["coro"] == coro.number and record.n < self.step.n:
                return str(record.data["error"]["type"])
        return ""

    def _returned(self, record: Record) -> None:
        coro = self._coro(record)
        if coro is not None and coro.internal and record.n == self.until.n:
            self.beats.append(beat(record, f"{public(coro.name)} returns", "", self._place(record, coro)))
        if coro is None or coro.internal:
            return
        met = self.caught.get(coro.number)
        if met is not None and is_cancelled(met.data.get("error")):
            what = f"{public(coro.name)} catches CancelledError"
            place = self.story.place(met)
            self.beats.append(beat(met, what, "and returns as if nobody had asked", place, STRONG))
        elif coro.depth == 0 and self.until.kind == "task.end":
            self.beats.append(beat(record, f"{public(coro.name)} returns", "", self.story.place(record)))

    def finish(self) -> None:
        """Tell the await in which the step ended, when it is by this that the story goes on."""
        end = self._end()
        if end.kind == "task.end" and self.until.kind == "task.ready" and self.until.because == self.step.n:
            self.beats.append(end_beat(self.story, end))
        if end.kind != "task.wait" or self.until.kind not in ("timer.new", "task.wait", "task.ready"):
            return
        if self.until.kind == "task.ready" and self.until.data["task"] != self.step.data["task"]:
            return
        timer = self._armed()
        if timer is None and self.until.kind == "timer.new" and not sets_sleep(self.until):
            return
        if timer is not None:
            scope, armed = timer.scope.partition("(")[0], f"a timer is armed for {ms(timer.due)}"
            function = function_at(timer.place, self.who)
            awaited = self.story.awaited(timer.place) if scope != "timeout" else ""
            what = (
                f"{function} awaits {awaited or timer.scope}"
                if scope != "timeout"
                else f"{function} enters {timer.scope}"
            )
            self.beats.append(beat(self.until, what, armed, timer.place, STRONG))
            return
        place = self.story.user_frame(end)
        awaited = self._awaited(place, end)
        cleaning = self._cleaning(end)
        if cleaning is not None:
            what, detail = f"{public(cleaning.name)} starts its cleanup", f"await {awaited}"
            if cleaning.outcome is Outcome.RETURNED:
                what, detail = (
                    f"{public(cleaning.name)} catches CancelledError",
                    f"and goes on: await {awaited}",
                )
            self.beats.append(beat(end, what, detail, place, STRONG))
            return
        function = function_at(place, self.who)
        weight = PLAIN if self.until.kind == "task.wait" else WEAK
        code = self.story.code(place)
        code = "" if "await" in code or awaited in code else code
        what = f"{function} awaits {awaited}" if awaited and awaited[0] != "_" else f"{function} waits"
        if awaited == "yield":
            what = f"{function} yields to the loop"
        self.beats.append(beat(end, what, code, place, weight))

    def _cleaning(self, wait: Record) -> Coro | None:
        """The coroutine of the program that caught a cancellation in this step and now waits."""
        for number, met in self.caught.items():
            coro = self.story.coros[number]
            alive = coro.last is None or coro.last > wait.n
            if alive and not coro.internal and is_cancelled(met.data.get("error")):
                return coro
        return None

    def _armed(self) -> Timer | None:
        """The deadline that the story goes on with."""
        timers = self.story.trace.timers
        return next((timer for timer in timers if timer.first == self.until.n and timer.scope), None)
