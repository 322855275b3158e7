"""What is put in, and what is left out, so that records are in an order that asyncio could have made."""

from tests.trace.slots.made import Made


def test_a_task_that_is_freed_before_anything_else_happens_has_ended_its_step() -> None:
    """A step lasts until the next slot; a collection in between is no damage."""
    made = Made()
    made.task(1, "gone")
    made.at(5).step(1)
    made.at(6).json("task.freed", task=1, pending=True)
    made.at(9).loop_stop()
    loaded = made.loaded()
    kinds = [record.kind for record in loaded.trace.records if record.data.get("task") == 1]

    assert loaded.lost == ()
    assert kinds == ["task.new", "task.ready", "task.step", "task.wait", "task.freed"]
