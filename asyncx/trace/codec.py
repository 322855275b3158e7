"""Trace <-> JSON, the public format.  Old versions load for ever.

Version 1: the first.

A document has `format` first, and everything that `loads` needs in `run` and `records`; `verdict`,
`tasks`, `facts` and `findings` are there for other readers, and are derived again when it is loaded.
The form with a record a line (.jsonl) begins with a line {"format": ..., "asyncx": ..., "run": ...}; a
last line that was cut off is left out, and `Run.detail` says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from .. import __version__
from ..errors import UserError
from ..kernel.wire import FORMAT_NAME, FORMAT_VERSION
from .build import build
from .fields import is_error, is_integer, is_text
from .model import Error, Place, Record, Run, Trace
from .records import TraceError, error_of, thaw

_TEXTS = tuple(field.name for field in fields(Run) if field.name not in ("code", "error"))


def dump(
    trace: Trace,
    *,
    verdict: str = "",
    facts: Sequence[Mapping[str, Any]] = (),
    findings: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The trace as a JSON object; `facts` and `findings` are JSON objects already."""
    return {
        **_head(trace),
        "verdict": verdict,
        "tasks": [_plain(task) for task in trace.tasks],
        "records": [_line(record) for record in trace.records],
        "facts": [dict(fact) for fact in facts],
        "findings": [dict(finding) for finding in findings],
    }


def dumps(
    trace: Trace,
    *,
    verdict: str = "",
    facts: Sequence[Mapping[str, Any]] = (),
    findings: Sequence[Mapping[str, Any]] = (),
) -> str:
    """`dump` as ASCII text without a line end; each task and each record has a line of its own."""
    document = dump(trace, verdict=verdict, facts=facts, findings=findings)
    parts = []
    for name, value in document.items():
        text = json.dumps(value)
        if isinstance(value, list) and value:
            text = "[\n  " + ",\n  ".join(map(json.dumps, value)) + "\n ]"
        parts.append(f"{json.dumps(name)}: {text}")
    return "{" + ",\n ".join(parts) + "}"


def dump_lines(trace: Trace) -> Iterator[str]:
    """The form with a record a line, line by line, without line ends."""
    yield json.dumps(_head(trace))
    for record in trace.records:
        yield json.dumps(_line(record))


def loads(text: str) -> Trace:
    """The trace in `text`, of either form; UserError with one clear sentence for anything else."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise _not_a_trace("it is empty")
    try:
        return _load(text)
    except RecursionError:
        raise _not_a_trace("it is nested too deeply") from None


def _load(text: str) -> Trace:
    first, _, rest = text.partition("\n")
    try:
        head = _parse(first)
    except json.JSONDecodeError:
        head = None
    if isinstance(head, dict) and "format" in head and "records" not in head:
        return _from_lines(head, rest)
    try:
        document = _parse(text)
    except json.JSONDecodeError as error:
        raise _bad_json(text, error) from None
    if not isinstance(document, dict):
        raise _not_a_trace(f"it is {_kind(document)}, not an object")
    _check_format(document)
    records = document.get("records")
    if not isinstance(records, list):
        raise _not_a_trace('its "records" are missing')
    return build(_run(document.get("run")), records)


def _from_lines(head: dict[str, Any], rest: str) -> Trace:
    _check_format(head)
    run = _run(head.get("run"))
    lines = rest.split("\n")
    records: list[Any] = []
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        try:
            records.append(_parse(line))
        except json.JSONDecodeError as error:
            if any(later.strip() for later in lines[number - 1 :]):
                raise TraceError(f"line {number} of the trace is not JSON: {error.msg.lower()}") from None
            note = f"the file ends in the middle of record {len(records) + 1}"
            run = replace(run, detail=f"{run.detail}; {note}" if run.detail else note)
    return build(run, records)


def _parse(text: str) -> Any:
    """JSON.  JSONDecodeError is for the caller; whatever else is wrong with it is a UserError."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError:
        raise
    except ValueError:
        raise _not_a_trace("it has a number that is too large") from None


def _no_constant(name: str) -> Any:
    raise _not_a_trace(f"it has the number {name}, which JSON does not know")


def _bad_json(text: str, error: json.JSONDecodeError) -> UserError:
    looks_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
    if looks_cut and text.lstrip().startswith("{"):
        return TraceError(
            "the trace is cut off: its JSON ends in the middle",
            [("next time", "-o trace.jsonl    a file with a record a line can be read up to the cut")],
        )
    return _not_a_trace(f"it is not JSON ({error.msg.lower()}, line {error.lineno}, column {error.colno})")


def _check_format(head: Mapping[str, Any]) -> None:
    """UserError unless `head` names our format in a version that we can read."""
    named = head.get("format")
    if not isinstance(named, Mapping) or not is_text(named.get("name")):
        raise _not_a_trace('it does not begin with its "format"')
    if named["name"] != FORMAT_NAME:
        raise _not_a_trace(f"its format is {_short(named['name'])}, not {FORMAT_NAME}")
    version: Any = named.get("version")
    if not is_integer(version) or version < 1:
        raise _not_a_trace(f"its format version is {_short(version)}, not a number from 1 on")
    if version > FORMAT_VERSION:
        by: Any = head.get("asyncx")
        made = f"asyncx {by}" if is_text(by) and len(by) < 20 and by.isprintable() else "a newer asyncx"
        raise TraceError(
            f"the trace has format version {version}, asyncx {__version__} reads up to {FORMAT_VERSION}",
            [("written by", made), ("get it", "pip install --upgrade asyncx-explorer")],
        )


def _run(value: Any) -> Run:
    if not isinstance(value, Mapping):
        raise _not_a_trace('its "run" is missing')
    texts = {name: value.get(name, "") for name in _TEXTS}
    for name, text in texts.items():
        if not is_text(text):
            raise TraceError(f'the "{name}" of the run is {_kind(text)}, not a string')
    code, error = value.get("code"), value.get("error")
    if code is not None and not is_integer(code):
        raise TraceError(f'the "code" of the run is {_kind(code)}, not a number')
    if error is not None and not is_error(error):
        raise TraceError('the "error" of the run is not an exception')
    return Run(**texts, code=code, error=error_of(error))


def _not_a_trace(why: str) -> TraceError:
    return TraceError(
        f"this is not a trace of asyncx: {why}",
        [("make one", "asyncx scenario wait_for-timeout -o trace.json")],
    )


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
    return "an object"


def _short(value: Any) -> str:
    """Something from the file, made fit for a message."""
    text = ascii(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _head(trace: Trace) -> dict[str, Any]:
    return {
        "format": {"name": FORMAT_NAME, "version": FORMAT_VERSION},
        "asyncx": __version__,
        "run": _plain(trace.run),
    }


def _line(record: Record) -> dict[str, Any]:
    """A record as it came off the wire."""
    line: dict[str, Any] = {"n": record.n, "t": record.t, "thread": record.thread, "kind": record.kind}
    if record.because is not None:
        line["because"] = record.because
    line.update((name, thaw(value)) for name, value in record.data.items())
    return line


def _plain(value: Any) -> Any:
    """A value of the model as JSON; places are written as on the wire, and what is None is left out."""
    if isinstance(value, Place):
        return [value.file, value.line, value.function]
    if isinstance(value, Error | Run) or is_dataclass(value):
        named: Iterable[tuple[str, Any]] = (
            (field.name, getattr(value, field.name)) for field in fields(value)
        )
        return {name: _plain(item) for name, item in named if item is not None}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
