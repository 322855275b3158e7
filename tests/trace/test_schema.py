"""The JSON Schema in the wheel, the wire and the field shapes say the same."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from asyncx.kernel import wire
from asyncx.trace import codec, fields
from tests.traces import Script, wait_for_timeout

SCHEMA: dict[str, Any] = json.loads(files("asyncx.trace").joinpath("trace.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)

IN_JSON: dict[fields.Shape, dict[str, str]] = {
    fields.is_number: {"$ref": "#/$defs/number"},
    fields.is_count: {"$ref": "#/$defs/count"},
    fields.is_integer: {"$ref": "#/$defs/integer"},
    fields.is_text: {"type": "string"},
    fields.is_flag: {"type": "boolean"},
    fields.is_names: {"$ref": "#/$defs/names"},
    fields.is_objects: {"$ref": "#/$defs/objects"},
    fields.is_counts: {"$ref": "#/$defs/counts"},
    fields.is_place: {"$ref": "#/$defs/place"},
    fields.is_stack: {"$ref": "#/$defs/stack"},
    fields.is_error: {"$ref": "#/$defs/error"},
    fields.is_awaited: {"$ref": "#/$defs/awaited"},
}


def test_it_is_a_schema() -> None:
    """Itself it follows the 2020-12 draft."""
    Draft202012Validator.check_schema(SCHEMA)


def test_it_has_every_kind() -> None:
    """A kind that the kernel may write is described, and no other."""
    described = {name.removeprefix("kind.") for name in SCHEMA["$defs"] if name.startswith("kind.")}
    tried = {branch["if"]["properties"]["kind"]["const"] for branch in SCHEMA["$defs"]["record"]["allOf"]}

    assert described == tried == set(wire.KINDS)


@pytest.mark.parametrize("kind", wire.KINDS)
def test_fields(kind: str) -> None:
    """Each kind has exactly its fields, in the shapes in which they are checked when a trace is loaded."""
    described = SCHEMA["$defs"][f"kind.{kind}"]
    expected = {name: IN_JSON[fields.shape_of(kind, name)] for name in wire.KINDS[kind]}

    assert described.get("properties", {}) == expected
    assert tuple(described.get("required", ())) == fields.REQUIRED.get(kind, ())
    assert described["unevaluatedProperties"] is False


def test_format() -> None:
    """The schema is that of the version which is written."""
    named = SCHEMA["properties"]["format"]["properties"]

    assert named == {"name": {"const": wire.FORMAT_NAME}, "version": {"const": wire.FORMAT_VERSION}}


class TestDocuments:
    def test_what_is_dumped_is_valid(self) -> None:
        """Every export follows the schema."""
        document = codec.dumps(wait_for_timeout().trace(), verdict="late", facts=[{"name": "x"}])

        VALIDATOR.validate(json.loads(document))

    def test_a_field_too_many_in_a_record(self) -> None:
        """A record has no fields that are not described."""
        assert not VALIDATOR.is_valid(_with_record({"kind": "task.step", "task": 1, "mood": "good"}))

    def test_a_wrong_type(self) -> None:
        """A field has its type."""
        assert not VALIDATOR.is_valid(_with_record({"kind": "task.step", "task": "main"}))

    def test_a_kind_of_a_newer_asyncx(self) -> None:
        """A kind that is not described may have any fields."""
        assert VALIDATOR.is_valid(_with_record({"kind": "task.teleported", "to": "mars"}))

    def test_run_and_findings_may_grow(self) -> None:
        """Additions there do not make a new version."""
        document = _with_record({"kind": "loop.turn", "loop": 1})
        document["run"]["mood"] = "good"
        document["findings"] = [{"anything": 1}]

        assert VALIDATOR.is_valid(document)


def _with_record(record: dict[str, Any]) -> dict[str, Any]:
    document = codec.dump(Script().trace())
    document["records"] = [{"n": 1, "t": 0, "thread": 1, **record}]
    return document
