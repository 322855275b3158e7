"""What is written can be read again, and what cannot be read is refused with one clear sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncx.errors import UserError
from asyncx.kernel.wire import FORMAT_VERSION
from asyncx.trace import codec
from asyncx.trace.model import Trace
from tests.traces import error, run_error, wait_for_timeout

HEAD = {"format": {"name": "asyncx-trace", "version": 1}, "asyncx": "0.1.0"}
RUN = {"target": "shop.py", "python": "3.13.0"}


@pytest.fixture(scope="module")
def trace() -> Trace:
    return wait_for_timeout().trace()


def document(**changes: Any) -> str:
    return json.dumps({**HEAD, "run": RUN, "records": [], **changes})


def refused(text: str) -> UserError:
    """The error with which `text` is refused: one sentence, fit for every terminal."""
    with pytest.raises(UserError) as caught:
        codec.loads(text)
    assert caught.value.what.isprintable()
    assert len(caught.value.what) < 120
    return caught.value


def read_or_refused(text: str, otherwise: str = "") -> str:
    """The sentence with which `text` is refused, `otherwise` when it is a trace."""
    try:
        codec.loads(text)
    except UserError as caught:
        return caught.what
    return otherwise


class TestRoundTrip:
    def test_document(self, trace: Trace) -> None:
        """A document gives the same trace again, down to the last span."""
        assert codec.loads(codec.dumps(trace)) == trace

    def test_lines(self, trace: Trace) -> None:
        """So does the form with a record a line."""
        assert codec.loads("\n".join(codec.dump_lines(trace))) == trace

    def test_both_forms_are_told_apart_by_content(self, trace: Trace) -> None:
        """Even a document on a single line is one."""
        assert codec.loads(json.dumps(codec.dump(trace))) == trace

    def test_run(self) -> None:
        """A run that raised keeps its error and its exit code."""
        made = wait_for_timeout().trace(end="raised", code=1, error=run_error("ValueError", "π \x1b[31m"))

        assert codec.loads(codec.dumps(made)).run == made.run

    def test_derived_parts_are_derived_again(self, trace: Trace) -> None:
        """A better asyncx sees more in an old trace: its tasks are not taken from the file."""
        edited = codec.dump(trace)
        edited["tasks"] = []

        assert codec.loads(json.dumps(edited)).tasks == trace.tasks

    def test_unknown_parts_are_passed_over(self, trace: Trace) -> None:
        """What a newer asyncx of the same format version adds does not matter."""
        edited = codec.dump(trace)
        edited["run"]["mood"] = "good"
        edited["weather"] = "fine"

        assert codec.loads(json.dumps(edited)) == trace


class TestDump:
    def test_order_of_keys(self, trace: Trace) -> None:
        """The format comes first, so that the first bytes say what this is."""
        expected = ["format", "asyncx", "run", "verdict", "tasks", "records", "facts", "findings"]

        assert list(codec.dump(trace)) == expected
        assert codec.dumps(trace).startswith(
            '{"format": {"name": "asyncx-trace", "version": 1},\n "asyncx": '
        )

    def test_text_is_ascii_and_a_record_has_a_line(self, trace: Trace) -> None:
        """It passes through any pipe, and shows well in a diff."""
        text = codec.dumps(trace, verdict="a → b")

        assert text.isascii()
        assert sum(line.startswith('  {"n": ') for line in text.splitlines()) == len(trace.records)

    def test_records_are_as_on_the_wire(self) -> None:
        """Nothing of a record is renamed, added or lost."""
        script = wait_for_timeout()

        assert json.loads(json.dumps(codec.dump(script.trace())["records"])) == script.records

    def test_judgements_are_included(self, trace: Trace) -> None:
        """The verdict, facts and findings of the analysis stand beside what they are about."""
        made = codec.dump(trace, verdict="late", facts=[{"name": "end"}], findings=[{"rule": "x"}])

        assert (made["verdict"], made["facts"], made["findings"]) == (
            "late",
            [{"name": "end"}],
            [{"rule": "x"}],
        )


class TestCutOff:
    def test_a_last_line_that_is_cut_off_is_left_out(self, trace: Trace) -> None:
        """A process that was killed leaves a trace that can be read up to there; the run says so."""
        text = "\n".join(codec.dump_lines(trace))
        loaded = codec.loads(text[:-10])

        assert len(loaded.records) == len(trace.records) - 1
        assert loaded.run.detail == f"the file ends in the middle of record {len(trace.records)}"

    def test_a_line_in_the_middle_is_not(self, trace: Trace) -> None:
        """Half a line with more behind it is damage."""
        lines = list(codec.dump_lines(trace))
        lines[3] = lines[3][:-10]

        assert refused("\n".join(lines)).what.startswith("line 4 of the trace is not JSON")

    def test_a_document_cannot_be_cut_off(self, trace: Trace) -> None:
        """Its reader is told of the form that can."""
        caught = refused(codec.dumps(trace)[:500])

        assert caught.what == "the trace is cut off: its JSON ends in the middle"
        assert ".jsonl" in str(caught)

    def test_every_prefix_is_read_or_refused(self, trace: Trace) -> None:
        """No place at which a file can be cut off gives a traceback."""
        for text in (codec.dumps(trace), "\n".join(codec.dump_lines(trace))):
            for end in range(0, len(text), 97):
                assert read_or_refused(text[:end]).isprintable()


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "it is empty"),
            (" \n ", "it is empty"),
            ("hello", "it is not JSON (expecting value, line 1, column 1)"),
            ("[1]", "it is a list, not an object"),
            ("null", "it is null, not an object"),
            ("true", "it is true or false, not an object"),
            ("7", "it is a number, not an object"),
            ('"x"', "it is a string, not an object"),
            ("{}", 'it does not begin with its "format"'),
            ('{"format": "x"}', 'it does not begin with its "format"'),
            (
                '{"format": {"name": "speedscope", "version": 1}}',
                "its format is 'speedscope', not asyncx-trace",
            ),
            ('{"format": {"name": "asyncx-trace"}}', "its format version is None"),
            ('{"format": {"name": "asyncx-trace", "version": 0}}', "its format version is 0"),
            ('{"format": {"name": "asyncx-trace", "version": true}}', "its format version is True"),
            (json.dumps(HEAD), 'its "run" is missing'),
            (document(run=[]), 'its "run" is missing'),
            (document(records={}), 'its "records" are missing'),
            (document(run={"target": 1}), 'the "target" of the run is a number, not a string'),
            (document(run={"code": "0"}), 'the "code" of the run is a string, not a number'),
            (document(run={"error": "boom"}), 'the "error" of the run is not an exception'),
            (document(records=[[]]), "record 1 of the trace is broken: it is not an object"),
            (document(records=[{"n": 10**25}]), 'record 1 of the trace is broken: "n" is not a number'),
            ("[" * 100_000, "it is nested too deeply"),
            ('{"format": ' + '{"a":' * 100_000, "it is nested too deeply"),
            (document(weather=0).replace("0}", "9" * 5000 + "}"), "it has a number that is too large"),
            (document(weather=0).replace("0}", "NaN}"), "it has the number NaN, which JSON does not know"),
            (document(weather=0).replace("0}", "Infinity}"), "it has the number Infinity"),
        ],
    )
    def test_says_why(self, text: str, says: str) -> None:
        """Each kind of wrong file has its own sentence."""
        assert says in refused(text).what

    def test_newer_format(self) -> None:
        """A trace of a later asyncx says which, and how to get it."""
        newer = {"name": "asyncx-trace", "version": FORMAT_VERSION + 1}
        caught = refused(json.dumps({"format": newer, "asyncx": "9.1.0", "run": {}, "records": []}))

        assert caught.what.startswith(f"the trace has format version {FORMAT_VERSION + 1}, asyncx ")
        assert dict(caught.hints) == {
            "written by": "asyncx 9.1.0",
            "get it": "pip install --upgrade asyncx-explorer",
        }

    def test_nothing_of_the_file_reaches_the_terminal_raw(self) -> None:
        """Names out of a hostile file are made harmless and short."""
        hostile = {"name": "\x1b[31m" + "x" * 500, "version": 1}

        assert "\\x1b" in refused(json.dumps({"format": hostile})).what

    def test_deep_data_in_a_record(self) -> None:
        """A record that is valid JSON, but nested beyond reason, is refused as well."""
        deep: Any = []
        for _ in range(900):
            deep = [deep]
        record = {"n": 1, "t": 0, "thread": 1, "kind": "new.kind", "deep": deep}

        assert "nested too deeply" in read_or_refused(document(records=[record]), "nested too deeply")

    def test_records_that_contradict_themselves(self) -> None:
        """An illegal move of a task is the fault of the file."""
        script = wait_for_timeout()
        step = next(record for record in script.records if record["kind"] == "task.step")
        text = document(records=[*script.records[:1], {**step, "n": 2, "kind": "task.wait"}])

        assert refused(text).what == "record 2 of the trace is broken: a task that is created cannot wait"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(st.data())
def test_no_damage_gives_a_traceback(data: st.DataObject) -> None:
    """A valid trace in which one field of one record is replaced by anything is read or refused."""
    script = wait_for_timeout()
    records = [dict(record) for record in script.records]
    record = data.draw(st.sampled_from(records))
    name = data.draw(st.sampled_from(sorted({*record, "task", "coro", "because", "handle", "loop"})))
    value = data.draw(
        JSON | st.integers(0, 60) | st.just(error()) | st.sampled_from(["task.end", "coro.start"])
    )
    record[name] = value

    assert read_or_refused(document(records=records)).isprintable()


@given(st.data())
def test_records_may_be_missing(data: st.DataObject) -> None:
    """So is one from which records were taken out."""
    records = wait_for_timeout().records
    kept = data.draw(st.lists(st.sampled_from(records), unique_by=lambda record: record["n"]))
    kept.sort(key=lambda record: record["n"])

    assert read_or_refused(document(records=kept)).isprintable()
