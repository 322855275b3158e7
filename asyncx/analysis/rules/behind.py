"""When a loop was behind: a timer was due, and the loop had not come to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ..story import Story


class Behind:
    """Answers how long a loop was behind, because it was held or because its thread had no CPU."""

    def __init__(self, story: Story) -> None:
        self._spans: dict[int, list[tuple[int, int]]] = {}
        timers = (timer for timer in story.trace.timers if timer.fired_at is not None)
        for loop, due, ran in sorted((t.loop, max(t.due, t.set_at), t.fired_at or 0) for t in timers):
            spans = self._spans.setdefault(loop, [])
            before = spans.pop() if spans and due <= spans[-1][1] else (due, due)
            spans.append((before[0], max(before[1], ran)))

    def within(self, loop: int, start: int, end: int) -> int:
        """For how long (ns) that was so from `start` to `end`."""
        spans = self._spans.get(loop, [])
        first = bisect_right(spans, start, key=lambda span: span[1])
        last = bisect_left(spans, end, key=lambda span: span[0])
        return sum(min(ran, end) - max(due, start) for due, ran in spans[first:last])
