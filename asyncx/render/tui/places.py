"""Where one can go from a position: the twin of `viewer/moves.js`."""

from __future__ import annotations

from .scale import position_of
from .subject import Subject
from .tasks import lane_here


def destination(subject: Subject, position: int, move: str) -> int | None:
    """Where a move leads to; `position` when there is nothing to go to, None when it is no such move."""
    cursor = subject.cursor(position)
    match move:
        case "next":
            cursor = cursor.move(1)
        case "previous":
            cursor = cursor.move(-1)
        case "nextOfTask" | "previousOfTask":
            cursor = cursor.same_task(forwards=move == "nextOfTask")
        case "nextOnLane" | "previousOnLane":
            return _same_lane(subject, position, move == "nextOnLane")
        case "nextStep" | "previousStep":
            cursor = cursor.seek(lambda record: record.kind == "task.step", move == "nextStep")
        case "nextTurn" | "previousTurn":
            cursor = cursor.same_loop_turn(forwards=move == "nextTurn")
        case "cause":
            cursor = cursor.cause()
        case "first":
            return 0
        case "last":
            return subject.count
        case "verdict":
            n = subject.report.verdict.record
            return position_of(subject.trace, n) if n else position
        case _:
            return None
    return cursor.position


def _same_lane(subject: Subject, position: int, forwards: bool) -> int:
    here = lane_here(subject, position)
    if not here:
        return position
    return subject.seek(position, lambda at: lane_here(subject, at) == here, forwards)
