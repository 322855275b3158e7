"""Timeouts: late, on time, without an error, or with another one."""

from __future__ import annotations

from ...trace.model import Coro, Outcome
from ..calls import public
from ..story import Story
from ..words import fits, listed, ms
from .base import Verdict, ends
from .scopes import Scope, holds_between, scopes, survivors


def same_deadline(story: Story) -> Verdict | None:
    """Two timeouts, one inside the other, whose deadlines fell together."""
    together: dict[int, list[Scope]] = {}
    for scope in scopes(story):
        if scope.timer.fired_at is not None:
            together.setdefault(scope.task.number, []).append(scope)
    for outer, *others in together.values():
        inner = [scope for scope in others if abs(scope.timer.due - outer.timer.due) <= story.slack]
        nested = [scope for scope in inner if scope.last.n < outer.last.n and not scope.timed_out]
        if nested and outer.timed_out:
            who, name = story.who(outer.task.number), outer.error_name
            fired = f"Two timeouts of {who} fired at {ms(outer.timer.due)}"
            detail = (
                "Each had asked for a cancel. The inner one saw that another was left, and let the "
                "CancelledError through to the outer one."
            )
            return Verdict(fits(f"{fired}; only the outer one raised {name}."), detail, outer.last.n)
    return None


def without_error(story: Story) -> Verdict | None:
    """A deadline passed, and the call came back as if it had not."""
    for scope in scopes(story):
        moved = scope.timer.cancelled_at is not None and scope.timer.cancelled_at < scope.timer.due
        if scope.error is not None or scope.late <= story.slack or moved:
            continue
        when = f"at {ms(scope.end)}, {ms(scope.late)} after its deadline"
        verb = "returned" if scope.kind == "wait_for" else "was left"
        sentence = fits(
            f"{scope.call} {verb} {when}, without an error.",
            f"{scope.timer.scope} {verb} {when}, without an error.",
        )
        return Verdict(sentence, _why_no_error(story, scope), scope.last.n)
    return None


def _why_no_error(story: Story, scope: Scope) -> str:
    timer = scope.timer
    held = holds_between(story, timer.loop, timer.set_at, timer.fired_at or scope.end)
    by = f"{held[-1].what}() held the loop until {ms(held[-1].end)}" if held else ""
    if timer.fired_at is None:
        return f"The timer never fired: {by or 'the loop had no turn before the call was over'}."
    if timer.fired_at > timer.due:
        return (
            f"{by or 'The loop was busy'}; when the timer fired at last, the result was there, and it counts."
        )
    catcher = _catcher(story, scope)
    who = f"{public(catcher.name)}()" if catcher else "the code inside"
    return f"The timer fired on time; {who} caught the CancelledError and went on to its end."


def _catcher(story: Story, scope: Scope) -> Coro | None:
    """The coroutine of the program that caught the CancelledError of this deadline."""
    family = {scope.task.number, scope.guarded.task if scope.guarded else None}
    family |= {task.number for task in story.users if task.maker in family}
    for record, coro in story.catches:
        if (scope.timer.last or 0) < record.n < scope.last.n and coro.task in family:
            return coro
    return None


def other_error(story: Story) -> Verdict | None:
    """A deadline passed, and something else than TimeoutError came out."""
    found = scopes(story)
    for scope in found:
        fired = scope.timer.fired_at
        if fired is None or scope.error is None or scope.timed_out:
            continue
        near = [other for other in found if abs((other.timer.fired_at or 0) - fired) <= story.slack]
        if sum(other.task is scope.task for other in near) > 1:
            continue
        if scope.error.type == "CancelledError":
            sentence = (
                f"{scope.timer.scope} of {story.who(scope.task.number)} fired at {ms(fired)}, but raised "
                "no TimeoutError."
            )
            detail = (
                "CancelledError came out: a cancel() from elsewhere was under way too, and it wins over "
                "the deadline."
            )
            return Verdict(fits(sentence), detail, scope.last.n)
        sentence = f"{scope.call} raised {scope.error_name} at {ms(scope.end)}, and not TimeoutError."
        who = f"{public(scope.guarded.name)}()" if scope.guarded else "the code inside"
        detail = f"The timer fired at {ms(fired)}, but {who} raised an error of its own on the way out."
        return Verdict(fits(sentence), detail, scope.last.n)
    return None


def overdue(story: Story) -> Verdict | None:
    """TimeoutError came after the deadline."""
    late = [
        scope
        for scope in scopes(story)
        if scope.timed_out and scope.late > story.slack and scope.timer.fired_at is not None
    ]
    if not late:
        return None
    scope = max(late, key=lambda scope: scope.late)
    when = f"at {ms(scope.end)}, {ms(scope.late)} after its deadline"
    sentence = fits(
        f"{scope.call} raised {scope.error_name} {when}.",
        f"{scope.timer.scope} raised {scope.error_name} {when}.",
    )
    return Verdict(sentence, _why_late(story, scope), scope.last.n)


def _why_late(story: Story, scope: Scope) -> str:
    timer, fired = scope.timer, scope.timer.fired_at
    if fired is None:
        return ""
    if fired > timer.due + story.slack:
        held = holds_between(story, timer.loop, timer.set_at, fired)
        by = f" by {held[-1].what}()" if held else ""
        after = holds_between(story, timer.loop, fired, scope.end)
        more = f" Then {after[0].what}() ran once more before the cancel arrived." if after else ""
        return f"The loop was held until {ms(fired)}{by}, and meanwhile no timer can fire.{more}"
    cleaner = _catcher(story, scope)
    owner = story.tasks.get(cleaner.task or 0) if cleaner is not None else None
    if cleaner is None:
        return "The timer fired on time; what it cancelled took its time to end."
    if owner is not None and any(request.route == "Task.cancel" for request in owner.cancels):
        return (
            f"The timer fired on time; the cancel went on to {story.who(owner.number)}, which cleaned up "
            "first."
        )
    if cleaner.outcome is not Outcome.CANCELLED:
        return (
            f"The timer fired on time, but {public(cleaner.name)}() caught the CancelledError and went on "
            "to its end."
        )
    name = f"{public(cleaner.name)}()"
    return f"The timer fired on time; {scope.kind} then waited while {name} finished its own cleanup."


def on_time(story: Story) -> Verdict | None:
    """TimeoutError at the deadline; and what ran on behind it."""
    found = [scope for scope in scopes(story) if scope.timed_out and scope.timer.fired_at is not None]
    for scope in found:
        left = survivors(story, scope)
        if left:
            who = listed([story.who(task.number) for task in left])
            sentence = fits(
                f"{scope.call} raised {scope.error_name} at {ms(scope.end)}; {who} ran on.",
                f"{scope.timer.scope} raised {scope.error_name} at {ms(scope.end)}; {who} ran on.",
            )
            after = ends(story, left)
            detail = f"A timeout cancels what it awaits and no other task: {after}." if after else ""
            return Verdict(sentence, detail, scope.last.n)
    if not found:
        return None
    scope = found[0]
    exactly = "on time" if story.slack else "exactly at its deadline"
    sentence = fits(
        f"{scope.call} raised {scope.error_name} at {ms(scope.end)}, {exactly}.",
        f"{scope.timer.scope} raised {scope.error_name} at {ms(scope.end)}, {exactly}.",
    )
    return Verdict(sentence, _how(story, scope), scope.last.n)


def _how(story: Story, scope: Scope) -> str:
    """How a deadline worked that worked well."""
    if scope.kind == "timeout":
        return (
            f"Inside the block the deadline was a CancelledError; it became {scope.error_name} where the "
            "block ended."
        )
    own = scope.guarded is None or scope.guarded.name.startswith("_")
    what = f"{public(scope.guarded.name)}()" if scope.guarded is not None and not own else "what was awaited"
    detail = f"The timer cancelled {what}, which stopped at once."
    for other in scopes(story):
        around = other.timer.first < scope.timer.first and other.last.n > scope.last.n
        if around and other.task is scope.task and other.timer.fired_at is None:
            return f"{detail} The {other.timer.scope} around it had time left and raised nothing."
    return detail
