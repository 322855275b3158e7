"""Several tasks at once: gather(), wait(), TaskGroup, and how much time it saved."""

from __future__ import annotations

from ...trace.model import Coro, Outcome, Task
from ...trace.names import short_error
from ..calls import exit_call
from ..story import Story
from ..words import fits, listed, ms, plural
from .base import Verdict, ends
from .cancels import AT_EXIT
from .losses import gathers, passed_out


def task_group(story: Story) -> Verdict | None:
    """The first error of a TaskGroup, which cancels all others."""
    stopped = [
        task for task in story.users if any("TaskGroup._abort" in asked.route for asked in task.cancels)
    ]
    failed = [
        task
        for task in story.users
        if task.outcome is Outcome.RAISED
        and task.error is not None
        and "TaskGroup.create_task" in story.index[task.first].data.get("via", ())
        and task not in stopped
    ]
    if not failed:
        return None
    first = min(failed, key=lambda task: task.last or 0)
    name = short_error(first.error) if first.error is not None else ""
    group = _group_end(story, first)
    raised = f"at {ms(group.end or 0)}" if group is not None else "then"
    last = (group.last if group is not None else first.last) or 0
    begins = f"{story.who(first.number)} raised {name} at {ms(first.end or 0)}"
    if not stopped:
        detail = "All other tasks had ended, so there was nobody left to cancel."
        return Verdict(fits(f"{begins}, and its TaskGroup raised {raised}."), detail, last)
    names = listed([story.who(task.number) for task in stopped])
    detail = f"The group waited for their cleanup and raised {raised}, all errors in one ExceptionGroup."
    sentence = fits(
        f"{begins}; its TaskGroup then cancelled {names}.", f"{begins}; its TaskGroup cancelled the others."
    )
    return Verdict(sentence, detail, last)


def _group_end(story: Story, task: Task) -> Coro | None:
    """The coroutine TaskGroup.__aexit__ that raised the error of `task`."""
    maker = story.tasks.get(task.maker or 0)
    for coro in maker.coros if maker is not None else ():
        late = coro.outcome is Outcome.RAISED and (coro.last or 0) > (task.last or 0)
        if coro.name == "TaskGroup.__aexit__" and late:
            return coro
    return None


def gather_error(story: Story) -> Verdict | None:
    """gather() raised the first error while siblings were still running."""
    for group in gathers(story):
        failed = [task for task in group if task.outcome in (Outcome.RAISED, Outcome.CANCELLED) and task.last]
        if not failed:
            continue
        first = min(failed, key=lambda task: task.last or 0)
        end = first.last or 0
        running = [task for task in group if task.last is None or task.last > end]
        running = [task for task in running if not any(request.n < end for request in task.cancels)]
        raised = _raised_at(story, first)
        if raised is None or not running:
            continue
        what = short_error(first.error) if first.error is not None else "CancelledError"
        names = listed([story.who(task.number) for task in running])
        after = ends(story, running)
        at_exit = [asked for task in running for asked in task.cancels if asked.route == AT_EXIT]
        if len(at_exit) == len(running):
            call = exit_call(story.index[at_exit[0].n])
            detail = f"gather cancels none of the others: {call} did that at {ms(at_exit[0].t)}."
        else:
            detail = f"gather cancels none of the others{after and f': {after}'}."
        when = ms(first.end or 0)
        sentence = fits(
            f"gather raised the {what} of {story.who(first.number)} at {when}; {names} ran on.",
            f"gather raised {what} at {when}; {names} ran on.",
        )
        return Verdict(sentence, detail, raised)
    return None


def _raised_at(story: Story, task: Task) -> int | None:
    """The record at which the error of `task` came up in the coroutine that awaited the gather()."""
    for step in story.of_kind("task.step"):
        ready = story.index.get(step.because or 0)
        if ready is None or task.number not in ready.data.get("future", {}).get("gather", ()):
            continue
        if not story.led_to(task.last, ready, 5):
            continue
        for inner in story.inside(step):
            if inner.kind in ("coro.throw", "coro.catch", "coro.raise"):
                return inner.n
    return None


def errors_as_results(story: Story) -> Verdict | None:
    """gather(return_exceptions=True): errors among the results."""
    for group in gathers(story):
        failed = [task for task in group if task.outcome in (Outcome.RAISED, Outcome.CANCELLED) and task.last]
        last = max(group, key=lambda task: task.last or 1 << 60, default=None)
        if not failed or last is None or last.end is None or any(passed_out(story, task) for task in failed):
            continue
        returned = any(
            record.data.get("outcome") == "returned" and story.led_to(last.last, record, 4)
            for record in story.of_kind("future.done")
        )
        if returned:
            errors = "error" if len(failed) == 1 else "errors"
            sentence = (
                f"gather returned at {ms(last.end)}, with {len(failed)} {errors} among its {len(group)} "
                "results."
            )
            by_error: dict[str, list[str]] = {}
            for task in failed:
                by_error.setdefault(_error(task), []).append(story.who(task.number))
            whose = listed([f"the {error} of {listed(names)}" for error, names in by_error.items()])
            values = "a value" if len(failed) == 1 else "values"
            return Verdict(sentence, f"Nothing was raised: {whose} came back as {values}.", last.last or 0)
    return None


def _error(task: Task) -> str:
    return short_error(task.error) if task.error is not None else "CancelledError"


def waited(story: Story) -> Verdict | None:
    """wait(): when it came back, and what it did not do."""
    calls = [
        (task, coro)
        for task in story.users
        for coro in task.coros
        if coro.internal and coro.name == "wait" and coro.outcome is Outcome.RETURNED and coro.end is not None
    ]
    if not calls:
        return None
    task, last = calls[-1]
    who = story.who(task.number)
    for timer in story.trace.timers:
        if timer.scope.startswith("wait(") and timer.fired_at is not None and timer.task == task.number:
            coro = next((coro for _, coro in calls if coro.end == timer.scope_end), last)
            left = [other for other in _others(story, task) if (other.last or 1 << 60) > (coro.last or 0)]
            names = listed([story.who(other.number) for other in left])
            after = ends(story, left)
            sentence = fits(
                f"{who}'s wait() returned at {ms(coro.end or 0)}, at its timeout, and {names} ran on.",
                f"{who}'s wait() returned at {ms(coro.end or 0)}, at its timeout, without an error.",
            )
            return Verdict(
                sentence, f"It raises nothing and cancels nothing: {after}." if after else "", coro.last or 0
            )
    failed = [other for other in _others(story, task) if other.outcome is Outcome.RAISED]
    times = listed([ms(coro.end or 0) for _, coro in calls], limit=4)
    sentence = f"{who}'s wait() returned at {times}"
    detail = "It only says which tasks are done; they keep their results and errors until somebody asks."
    if not failed and len(calls) < 2:
        return None
    if failed:
        first = failed[0]
        whose = f"the {_error(first)} of {story.who(first.number)}"
        detail = f"It only says which tasks are done; {whose} stays in its task until somebody asks."
        sentence += ", and raised nothing"
        if len(calls) == 1:
            begin = f"{story.who(first.number)} raised {_error(first)} at {ms(first.end or 0)}"
            return Verdict(fits(f"{begin}, and {who}'s wait() did not raise it."), detail, first.last or 0)
    return Verdict(fits(sentence + "."), detail, last.last or 0)


def _others(story: Story, task: Task) -> list[Task]:
    return [other for other in story.users if other is not task and other.maker == task.number]


def as_completed_timeout(story: Story) -> Verdict | None:
    """The timeout of as_completed(): it ends the loop over the results, and no task."""
    for timer in story.trace.timers:
        task = story.tasks.get(timer.task or 0)
        if not timer.scope.startswith("as_completed(") or timer.fired_at is None or task is None:
            continue
        for coro in task.coros:
            error = coro.error
            late = coro.internal and coro.last is not None and coro.last > (timer.last or 0)
            if not late or coro.last is None or error is None or error.type != "TimeoutError":
                continue
            others = [each for each in _others(story, task) if not each.cancels]
            left = [each for each in others if each.last is None or each.last > coro.last]
            names, after = listed([story.who(each.number) for each in left]), ends(story, left)
            begin = f"{timer.scope} raised {short_error(error)} at {ms(coro.end or 0)}"
            sentence = fits(f"{begin}; {names} ran on.", f"{begin}; {plural(len(left), 'task')} ran on.")
            detail = f"Its timeout cancels none of the tasks: {after}." if after else ""
            return Verdict(sentence if left else f"{begin}.", detail, coro.last)
    return None


def overlapped(story: Story) -> Verdict | None:
    """Tasks that slept at the same time: how long, and how long one after the other."""
    for group in gathers(story):
        ended = [task for task in group if task.end is not None and task.outcome is Outcome.RETURNED]
        if len(ended) < 2 or len(ended) < len(group) or not all(map(_only_sleeps, ended)):
            continue
        start, end = min(task.start for task in ended), max(task.end or 0 for task in ended)
        distinct = {task.number: task for task in ended}.values()
        total = sum((task.end or 0) - task.start for task in distinct)
        if end <= start or total <= end - start:
            continue
        names = listed([story.who(task.number) for task in distinct])
        sentence = fits(
            f"gather had all its results after {ms(end - start)}: {names} ran at the same time.",
            f"gather had all its results after {ms(end - start)}: {plural(len(distinct), 'task')} ran "
            "at the same time.",
        )
        return Verdict(
            sentence,
            f"One after the other they would have taken {ms(total)}.",
            max(t.last or 0 for t in ended),
        )
    return None


def _only_sleeps(task: Task) -> bool:
    return all(span.label.startswith("sleep(") for span in task.spans if span.label)
