"""When a loop was behind: a timer was due, and the loop had not come to it."""

from __future__ import annotations

from ..starved import Delayed
from ..story import Story


def behind_time(story: Story) -> Delayed:
    """When it was so, because the loop was held or because its thread had no CPU."""
    spans: list[tuple[int, int, int]] = []
    timers = (timer for timer in story.trace.timers if timer.fired_at is not None)
    for loop, due, ran in sorted((t.loop, max(t.due, t.set_at), t.fired_at or 0) for t in timers):
        goes_on = bool(spans) and spans[-1][0] == loop and due <= spans[-1][2]
        _, since, until = spans.pop() if goes_on else (loop, due, due)
        spans.append((loop, since, max(until, ran)))
    return Delayed((loop, due, ran, ran - due) for loop, due, ran in spans)
