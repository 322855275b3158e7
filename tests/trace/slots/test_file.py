"""Files that are cut off, damaged, used again in a ring, or no files of ours at all."""

import json
from pathlib import Path

import pytest

from asyncx.errors import UserError
from asyncx.kernel import slots as kernel
from asyncx.trace.build import build
from asyncx.trace.load import load
from asyncx.trace.slots import file as files
from asyncx.trace.slots.drafts import UNKNOWN
from tests.trace.slots.made import FILE, HEADER, ORIGIN, Made, told
from tests.traces import run

PAGE = kernel.CHUNK


def small() -> Made:
    """One task that takes two steps and returns."""
    made = Made()
    made.json("run.start", python="3.13.0")
    made.task(1)
    first = made.at(10).step(1)
    step = made.at(20).step(1, cause=first)
    made.at(25).end(1, cause=step)
    made.at(30).loop_stop()
    made.json("run.end", how="returned", code=0)
    return made


def refused(data: bytes) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(UserError) as caught:
        load(data)
    assert caught.value.what.isprintable()
    return caught.value.what


class TestHeader:
    @pytest.mark.parametrize(
        ("head", "says"),
        [
            (b"asyncx-watch 2\n{}", "the trace has version 2 of its format"),
            (b"asyncx-watch x\n{}", "its first line is not that of a trace"),
            (b"asyncx-watch 1\n{", "its second line is no JSON"),
            (b"asyncx-watch 1\n[]", "its second line is no object"),
            (b'asyncx-watch 1\n{"x": NaN}', "its second line is no JSON"),
            (b"asyncx-watch 1\n" + b"[" * 4000, "its second line is no JSON"),
            (b'asyncx-watch 1\n{"slot": 64}', "its pages have a size that no asyncx writes"),
            (b"\xff\xfe", "it is no trace: it is not text"),
        ],
    )
    def test_says_why(self, head: bytes, says: str) -> None:
        """Each kind of wrong file has its own sentence."""
        assert says in refused(head.ljust(kernel.HEADER, b"\0"))

    def test_nothing_but_a_header(self) -> None:
        """A program that never used asyncio leaves a trace in which nothing happens."""
        loaded = load(Made().bytes())

        assert loaded.trace.records == ()
        assert loaded.trace.run.target == FILE
        assert loaded.trace.run.end == "killed"

    def test_the_end_is_in_the_records(self) -> None:
        """Without anybody who knows better, they say how the program ended."""
        trace = small().loaded().trace

        assert (trace.run.end, trace.run.code, trace.run.detail) == ("returned", 0, "")


class TestCutOff:
    def test_every_length(self) -> None:
        """Wherever a file ends, what is before that is read."""
        data = small().bytes(cut=True)
        counts = [len(load(data[:end]).trace.records) for end in range(kernel.HEADER, len(data), 7)]

        assert counts == sorted(counts)
        assert counts[-1] > 5

    def test_in_the_middle_of_a_text(self) -> None:
        """It is left out, and counted."""
        made = Made()
        made.json("log", level="INFO", message="x" * 500)
        decoded = made.decoded()
        loaded = load(made.bytes()[: kernel.HEADER + 100])

        assert len(decoded.records) == 1
        assert loaded.trace.records == ()
        assert loaded.lost == ((1, "page that is cut off"), (1, "text that is cut off"))
        assert loaded.trace.run.detail.endswith("1 text that is cut off")

    def test_slots_that_were_never_filled(self) -> None:
        """A killed program may have reserved one."""
        made = Made()
        made.task(1)
        made.put(0, loop=0)
        made.at(5).step(1)

        assert told(made.decoded())[-1] == "5 task.step 1 2"


class TestDamage:
    def test_a_length_that_lies(self) -> None:
        """A text that would be longer than its page is left out; what comes behind it is read."""
        made = Made()
        made.put(kernel.TEXT, 9, a=0xFFFFFFFF)
        made.task(1)

        assert told(made.decoded()) == ["0 task.new 1"]
        assert made.decoded().lost == ((1, "text that is cut off"),)

    def test_a_text_that_is_no_json(self) -> None:
        """Without its name a task is still there."""
        made = Made()
        made.put(kernel.TEXT, 9, a=2, payload=b"no")
        made.put(kernel.TASK, 1, b=9, c=9)
        decoded = made.decoded()

        assert decoded.records[0]["coro"] == UNKNOWN
        assert decoded.lost == ((1, "text that is no JSON"),)

    def test_a_record_nested_beyond_reason(self) -> None:
        """It is left out."""
        made = Made()
        payload = b'{"kind":"x","y":' + b"[" * 20_000 + b"]" * 20_000 + b"}"
        made.put(kernel.JSON, a=len(payload), payload=payload)

        assert (1, "slot that makes no sense") in made.decoded().lost

    def test_a_field_of_a_wrong_type(self) -> None:
        """Rare records are checked as those of any trace."""
        made = Made()
        made.json("loop.new", loop="one")

        assert (
            refused(made.bytes()) == 'record 1 of the trace is broken: "loop" of loop.new has the wrong type'
        )

    def test_a_kind_of_a_newer_asyncx(self) -> None:
        """Its slots are left out, and counted."""
        made = Made()
        made.put(200, 1)
        made.task(1)

        assert told(made.decoded()) == ["0 task.new 1"]
        assert made.decoded().lost == ((1, "slot that makes no sense"),)

    def test_a_page_without_a_beginning(self) -> None:
        """It is not known whose it is."""
        data = bytearray(small().bytes())
        data[kernel.HEADER] = kernel.STEP

        assert load(bytes(data)).lost == ((1, "page without a beginning"),)

    def test_a_page_that_is_there_twice(self) -> None:
        """The second one is left out."""
        data = small().bytes()
        loaded = load(data + data[kernel.HEADER :])

        assert loaded.trace.records == load(data).trace.records
        assert loaded.lost == ((1, "page that is there twice"),)

    def test_a_time_that_cannot_be(self) -> None:
        """A slot from before the recording began is left out."""
        made = small()
        made.time = ORIGIN - 1
        made.task(2)

        assert [task.number for task in made.loaded().trace.tasks] == [1]

    def test_a_step_in_a_step_of_the_same_task(self) -> None:
        """What cannot be is brought into an order that can."""
        made = Made()
        made.task(1)
        made.at(10).step(1)
        made.at(12).step(1, took=50)
        made.at(14).end(1)
        made.at(15).end(1)
        made.at(16).step(1)
        made.at(17).loop_stop()
        loaded = made.loaded()

        assert loaded.trace.tasks[0].outcome == "returned"
        assert loaded.lost


class TestRing:
    def test_tasks_from_before_it(self) -> None:
        """Their creation was written over; a task of which a stack is known has its coroutine's name."""
        made = Made()
        made.task(1)
        made.pages.clear()
        made._open.clear()
        step = made.at(10).step(1, cause=77)
        made.step(2)
        made.at(20).end(2)
        made.at(21).wait(1, step, {"task": 3}, [[FILE, 3, "fetch"]])
        made.loop_stop()
        loaded = made.loaded()

        assert [(task.number, task.coro, str(task.outcome)) for task in loaded.trace.tasks] == [
            (1, "fetch", "never ended"),
            (2, UNKNOWN, "returned"),
        ]

    def test_pages_in_the_order_of_their_numbers(self) -> None:
        """Where they lie in the file does not matter, and gaps in their numbers do not."""
        made = Made()
        made.task(1)
        for at in range(kernel.SLOTS):
            made.at(at + 1).step(1)
        made.loop_stop()
        data = made.bytes()
        first, second = data[kernel.HEADER : kernel.HEADER + PAGE], data[kernel.HEADER + PAGE :]
        other = data[: kernel.HEADER] + second + first

        assert load(other, full=True).trace.records == load(data, full=True).trace.records

    def test_a_cause_that_was_written_over(self) -> None:
        """What it caused has none."""
        made = Made()
        made.task(1)
        made.at(10).step(1, cause=12 * kernel.SLOTS + 3)

        assert "because" not in made.decoded().records[1]


@pytest.mark.parametrize("ring", [None, 60.0])
def test_a_page_that_is_missing(tmp_path: Path, ring: float | None) -> None:
    """In a ring it was written over; in any other trace it was damaged, and that is counted."""
    file = kernel.File(str(tmp_path / "run.asyncx"), HEADER, ring)
    first = file.page(1)
    second = file.page(1, first)
    file.page(1, second)
    data = bytearray((tmp_path / "run.asyncx").read_bytes())
    data[second.offset] = 99
    read = files.read(bytes(data))

    assert (read.since > 0) is (ring is not None)
    assert read.lost["pages without a beginning"] == 1


def test_a_whole_trace_is_built() -> None:
    """Of what the kernel writes, `build` refuses nothing."""
    trace = build(run(), small().decoded().records)

    assert trace.tasks[0].steps == 2
    assert json.dumps([record.n for record in trace.records]) == json.dumps(list(range(1, 11)))


class TestStreams:
    """Who wrote a page: two may write in the name of one thread."""

    def test_the_watcher_of_held_loops_is_another(self) -> None:
        """Also when its page begins after one of the loop was over, and before the next one does."""
        made = Made()
        for number in range(kernel.SLOTS - 1):
            made.at(number).step(1)
        made.on(1, "watcher").at(5_000).json("loop.held", loop=1, since=1)
        for number in range(kernel.SLOTS):
            made.on(1).at(9_000 + number).step(1)
        file = files.read(made.bytes())

        assert [page.stream for page in file.pages] == [0, 1, 0, 0]

    def test_a_page_full_of_words_is_the_loop_s_own(self) -> None:
        """A step may write as many records as it likes."""
        made = Made()
        for number in range(kernel.SLOTS - 1):
            made.at(number).step(1)
        for number in range(kernel.SLOTS // 2):
            made.at(5_000 + number).json("log")
        made.at(9_000).step(1)
        file = files.read(made.bytes())

        assert [page.stream for page in file.pages] == [0, 0, 0]
