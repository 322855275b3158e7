"""The table of states is complete, and nothing outside of it is possible."""

import pytest

from asyncx.trace.model import TaskState
from asyncx.trace.states import LIVING, MOVES, Event, IllegalMove, move


class TestTable:
    def test_every_state_is_in_it(self) -> None:
        """A state without a row could never be left or be an end."""
        assert set(MOVES) == set(TaskState)

    def test_final_states_have_no_moves(self) -> None:
        """What has ended stays ended."""
        final = {TaskState.RETURNED, TaskState.RAISED, TaskState.CANCELLED, TaskState.NEVER_ENDED}

        assert final == set(TaskState) - LIVING

    def test_every_state_can_be_reached(self) -> None:
        """From its creation a task can get into every state, or the state would be superfluous."""
        reached = {TaskState.CREATED}
        for _ in TaskState:
            reached |= {after for state in reached for after in MOVES[state].values()}

        assert set(TaskState) == reached

    def test_a_living_task_can_vanish(self) -> None:
        """A trace may stop at any moment, and a pending task may be freed."""
        assert all(move(state, Event.VANISH) is TaskState.NEVER_ENDED for state in LIVING)

    def test_only_a_running_task_ends(self) -> None:
        """A task returns, raises or is cancelled in a step of its own."""
        for state in LIVING - {TaskState.RUNNING}:
            assert not {Event.RETURN, Event.RAISE, Event.END_CANCELLED} & set(MOVES[state])


class TestMove:
    def test_legal(self) -> None:
        """A move gives the state after it."""
        assert move(TaskState.WAITING, Event.CANCEL) is TaskState.CANCELLING
        assert move(TaskState.CANCELLING, Event.CANCEL_OVER) is TaskState.WAITING

    @pytest.mark.parametrize("state", sorted(TaskState))
    @pytest.mark.parametrize("event", sorted(Event))
    def test_illegal(self, state: TaskState, event: Event) -> None:
        """A pair that is not in the table raises, and says both in plain words."""
        if event in MOVES[state]:
            return
        with pytest.raises(IllegalMove, match=f"a task that is {state} cannot {event}") as caught:
            move(state, event)

        assert (state, event) == (caught.value.state, caught.value.event)
