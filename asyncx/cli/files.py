"""A trace as a file: what each suffix means, for every command that has a trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..analysis.facts import FactResult
from ..analysis.report import Report
from ..trace import codec

if TYPE_CHECKING:
    from ..analysis.finding import Finding
    from ..render.stepping import Files

TRACES = (".html", ".json", ".jsonl", ".perfetto-trace", ".perfetto.json")
"""The kinds (see `output.kind_of`) that are the trace itself, and not a picture of a screen."""


def contents(
    report: Report,
    kind: str,
    *,
    findings: Sequence[Finding] = (),
    internals: bool = False,
    files: Files | None = None,
) -> str | Iterator[bytes]:
    """What goes into a file of one of the kinds TRACES: a text, or one piece after the other.

    Only a page shows the `findings`, and the lines of `files`.
    """
    match kind:
        case ".json":
            facts = [fact_as_json(fact) for fact in report.facts]
            return codec.dumps(report.trace, verdict=report.verdict.sentence, facts=facts) + "\n"
        case ".jsonl":
            return (f"{line}\n".encode() for line in codec.dump_lines(report.trace))
        case ".html":
            from ..render.html import to_html

            return to_html(report, findings=findings, internals=internals, files=files)
        case ".perfetto-trace":
            from ..render.perfetto.protobuf import to_perfetto

            return to_perfetto(report.trace, internals=internals)
        case ".perfetto.json":
            from ..render.perfetto.chrome import to_chrome

            return to_chrome(report.trace, internals=internals)
    raise ValueError(kind)


def fact_as_json(fact: FactResult) -> dict[str, Any]:
    """A judged fact as the trace's JSON has it."""
    return {
        "name": fact.name,
        "read": fact.read,
        "status": str(fact.status),
        "expected": fact.expected,
        "seen": fact.seen,
        "cases": [list(case) for case in fact.cases],
    }
