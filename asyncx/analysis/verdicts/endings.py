"""How the whole run ended: stuck for ever, broken off, or by leaving the program."""

from __future__ import annotations

from collections.abc import Mapping

from ...trace.labels import is_nameless
from ...trace.model import Hold, Record, Task
from ...trace.names import short_error
from ..held import holders
from ..story import Story
from ..words import fits, in_what, listed, ms, plural
from .base import Verdict


def deadlock(story: Story) -> Verdict | None:
    """Nothing could ever run again: who waited for whom."""
    if story.trace.run.end != "deadlock":
        return None
    by_thread = blocked(story)
    if by_thread is not None:
        return by_thread
    stuck = {
        task.number: _last_wait(story, task)
        for task in story.users
        if task.end is None and task.freed is None
    }
    waits = {number: wait for number, wait in stuck.items() if wait is not None}
    if not waits:
        last = story.records[-1].n
        return Verdict(f"Nothing could run any more from {ms(story.trace.end)} on: a deadlock.", "", last)
    held = _holders(story)
    needs = {number: _needs(wait, held) for number, wait in waits.items()}
    ring = _ring(needs)
    if len(ring) == 1:
        who, wait = story.who(ring[0]), waits[ring[0]]
        what = f"{'place of the ' if _at_semaphore(wait) else ''}{wait.data['on'].get('class', 'lock')}"
        whom = f"for the {what} that it held itself" if "object" in wait.data["on"] else "for itself"
        return Verdict(f"{who} waited for ever, from {ms(wait.t)} on, {whom}.", _PROOF, wait.n)
    if ring:
        names = [story.who(number) for number in ring]
        since = max(waits[number].t for number in ring)
        detail = "Each of them waited for the next one, and the last one for the first."
        if all("object" in waits[number].data.get("on", {}) for number in ring):
            thing = "place of a semaphore" if all(_at_semaphore(waits[number]) for number in ring) else "lock"
            detail = f"Each of them held a {thing} that the next one wanted."
            if len(ring) == 2:
                detail = f"{names[0]} held the {thing} that {names[1]} wanted, and the other way round."
            if len({_at_semaphore(waits[number]) for number in ring}) > 1:
                detail = "Each of them held a lock, or a place of a semaphore, that the next one wanted."
        record = max(waits[number].n for number in ring)
        others = _others(story, waits, ring)
        return Verdict(
            fits(
                f"{listed(names)} waited for each other for ever, from {ms(since)} on.",
                f"{plural(len(ring), 'task')} waited for each other for ever, from {ms(since)} on.",
            ),
            f"{detail} {others or _PROOF}",
            record,
        )
    number, wait = min(waits.items(), key=lambda item: (_is_waiting_for_task(item[1]), item[1].n))
    label = _label(story, number, wait)
    sentence = f"{story.who(number)} waited for ever, from {ms(wait.t)} on, {label}."
    hope = last_hope(story)
    return Verdict(fits(sentence), f"{hope}; nobody else could wake it." if hope else _PROOF, wait.n)


_PROOF = "Nothing was left to run and no timer was set, so nobody could ever wake it."


def blocked(story: Story) -> Verdict | None:
    """A thread that blocked for ever in a call, while its loop had something to do."""
    for hold in story.trace.holds:
        if (
            hold.task is None
            or hold.loop is None
            or hold.end < story.trace.end
            or not _never_woke(story, hold)
        ):
            continue
        who = story.who(hold.task)
        waiting = [record for record in story.of_kind("handle.new") if record.n < hold.first]
        ran = {record.data["handle"] for record in story.of_kind("handle.run", "handle.cancel")}
        left = [record for record in waiting if record.data["handle"] not in ran]
        detail = "No other task of this loop could run meanwhile, not even the one it waited for."
        if left:
            detail = (
                "What it waited for needs the loop, and the loop could not run while this call blocked it."
            )
        sentence = f"{who} blocked its own loop for ever, from {ms(hold.start)} on, in {hold.what}()."
        return Verdict(fits(sentence), detail, hold.first)
    return None


def _never_woke(story: Story, hold: Hold) -> bool:
    return not any(
        record.thread == hold.thread and record.n > hold.first for record in story.of_kind("thread.wake")
    )


def _last_wait(story: Story, task: Task) -> Record | None:
    spans = task.spans
    record = story.index.get(spans[-1].first) if spans else None
    for wait in reversed(list(story.of_kind("task.wait"))):
        if wait.data["task"] == task.number:
            return wait
    return record if record is not None and record.kind == "task.wait" else None


def _holders(story: Story) -> dict[int, int]:
    """The task that holds each lock at the end, and the only place of each semaphore."""
    return {
        number: held[-1].task
        for number, held in holders(story).items()
        if held
        and held[-1].end is None
        and held[-1].task is not None
        and held[-1].places == 1
        and held[-1].own
    }


def _needs(wait: Record, held: Mapping[int, int]) -> int | None:
    """The task that a waiting task waits for, directly or by a lock that it holds."""
    on = wait.data.get("on", {})
    if "task" in on:
        return int(on["task"])
    return held.get(on.get("object", 0)) if "acquire" in _innermost(wait) else None


def _at_semaphore(wait: Record) -> bool:
    return _innermost(wait).endswith("Semaphore.acquire")


def _innermost(wait: Record) -> str:
    stack = wait.data.get("stack", ())
    return str(stack[-1][2]) if stack else ""


def _ring(needs: Mapping[int, int | None]) -> list[int]:
    """A ring of tasks that wait for each other; empty when there is none."""
    for start in needs:
        path: list[int] = []
        at: int | None = start
        while at is not None and at not in path:
            path.append(at)
            at = needs.get(at)
        if at is not None:
            return path[path.index(at) :]
    return []


def _is_waiting_for_task(wait: Record) -> bool:
    on = wait.data.get("on", {})
    return "task" in on or "gather" in on


def _others(story: Story, waits: Mapping[int, Record], ring: list[int]) -> str:
    names = [story.who(number) for number in waits if number not in ring]
    return f"{listed(names)} waited for them." if names else ""


def _label(story: Story, number: int, wait: Record) -> str:
    spans = story.tasks[number].spans
    label = next((span.label for span in reversed(spans) if span.label), "")
    kind = str(wait.data.get("on", {}).get("class", ""))
    return in_what("" if is_nameless(label) else label, kind)


def last_hope(story: Story, seen: Record | None = None) -> str:
    """The other task whose end, before `seen`, took away the hope that anybody would wake those who wait."""
    ended = [task for task in story.users if task.end is not None and task.error is not None]
    ended = [task for task in ended if seen is None or (task.last or 0) < seen.n]
    if not ended:
        return ""
    task = ended[-1]
    error = short_error(task.error) if task.error is not None else ""
    return f"{story.who(task.number)} had ended with {error} at {ms(task.end or 0)}"


def broken_off(story: Story) -> Verdict | None:
    """A crash, a kill, our own limit, Ctrl-C."""
    run = story.trace.run
    words = {
        "crashed": "The interpreter crashed",
        "killed": "The program was killed",
        "timed out": "The program was still running",
        "interrupted": "The program was interrupted",
    }
    if run.end not in words or not story.records:
        return None
    last = story.records[-1]
    running = [task for task in story.users if task.end is None and task.freed is None]
    names = listed([story.who(task.number) for task in running])
    sentence = f"{words[run.end]} at {ms(story.trace.end)}"
    if run.end == "timed out":
        sentence = f"{words[run.end]} when its limit was reached, {ms(story.trace.end)} on its clock"
    detail = run.detail[:1].upper() + run.detail[1:] + ("." if run.detail else "")
    if names:
        detail = f"{detail} Not ended: {names}.".strip()
    return Verdict(fits(sentence + "."), detail, last.n)


def exited(story: Story) -> Verdict | None:
    """SystemExit, or an end without any cleanup."""
    run = story.trace.run
    if run.end != "exited" or not story.records:
        return None
    last = story.records[-1]
    for task in sorted(story.users, key=lambda task: task.last or 0):
        if task.error is None or task.error.type != "SystemExit" or task.last is None or task.end is None:
            continue
        cut = [
            other
            for other in story.users
            if any("_cancel_all_tasks" in request.route for request in other.cancels) and other is not task
        ]
        names = [story.who(other.number) for other in cut]
        detail = "SystemExit goes through the event loop and stops it, whoever awaits the task."
        if names:
            detail += f" asyncio.run() then cancelled {listed(names)}."
        who = story.who(task.number)
        sentence = f"{who} ended the whole program at {ms(task.end)}, with exit code {run.code}."
        return Verdict(fits(sentence), detail, task.last)
    detail = run.detail[:1].upper() + run.detail[1:] + ("." if run.detail else "")
    return Verdict(f"The program exited with code {run.code} at {ms(story.trace.end)}.", detail, last.n)
