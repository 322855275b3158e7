"""One scenario file, read with `ast`: its docstring, and the literals FACTS, ARTICLE, NEEDS and SEVERITY."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from ..errors import UserError
from . import versions

VERDICTS = ("right", "outdated", "wrong", "incomplete")
"""What ARTICLE may say about the statement that it quotes."""

SEVERITIES = ("breaks", "differs", "new", "fixed")
"""What a change of behaviour can mean for running code; SEVERITY says it of a version."""

LITERALS = ("FACTS", "ARTICLE", "NEEDS", "SEVERITY")

LARGEST = 200_000
"""Bytes in a scenario file; it is meant to fit on a screen."""

_CODE = re.compile(r"^(?:async def|def|class|@|if|with|try|for|while)\b", re.MULTILINE)
_LITERAL = re.compile(rf"^(?:{'|'.join(LITERALS)})\b", re.MULTILINE)

EXAMPLE = ("a good start", "asyncx list --json    shows the file of every scenario")


@dataclass(frozen=True, slots=True)
class Fact:
    """What must hold: its name in plain words, how it is read off the trace, and what is expected.

    `cases` are pairs (range of versions, value); the range "" holds every version.
    """

    name: str
    read: str
    cases: tuple[tuple[str, object], ...]

    def expected(self, version: str) -> tuple[object, ...]:
        """The value expected on `version`, alone in a tuple; () when nothing is expected there."""
        for specifier, value in self.cases:
            if versions.includes(specifier, version):
                return (value,)
        return ()


@dataclass(frozen=True, slots=True)
class Text:
    """What a scenario file says, apart from its code."""

    claim: str
    explanation: str
    facts: tuple[Fact, ...]
    article: tuple[str, str] | None
    needs: str
    severity: tuple[tuple[str, str], ...]


def text_of(path: Path) -> str:
    """The text of a scenario file; UserError when it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UserError(f"there is no file {path}", [("see the scenarios", "asyncx list")]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(f"{path} cannot be read: {reason.lower()}") from None
    if len(data) > LARGEST:
        raise UserError(f"{path} is larger than {LARGEST // 1000} kB, too large for a scenario", [EXAMPLE])
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UserError(f"{path} is not a Python file: it is not UTF-8 text") from None


def read(name: str, source: str, *, whole: bool = True) -> Text:
    """What the scenario `name` says; UserError for whatever its file lacks.

    Without `whole`, the code after its literals is not looked at, which takes half the time.
    """
    head = source if whole else _head(source)
    module = _tree(name, head) if head is source else _tree_of_head(name, head, source)
    docstring = (ast.get_docstring(module) or "").strip()
    claim, _, explanation = docstring.partition("\n")
    if not claim:
        raise UserError(
            f"scenario {name} has no docstring, so it claims nothing",
            [("begin the file with", '"""One sentence that could turn out to be false."""')],
        )
    if whole and not any(map(_does_something, reversed(module.body))):
        raise UserError(
            f"scenario {name} only defines things, so nothing would happen",
            [("end the file with", 'if __name__ == "__main__":\n    asyncio.run(main())')],
        )
    values = dict(_literals(name, module))
    return Text(
        claim.strip(),
        explanation.strip(),
        _facts(name, values.get("FACTS", {})),
        _article(name, values.get("ARTICLE")),
        _needs(name, values.get("NEEDS", "")),
        _severity(name, values.get("SEVERITY", {})),
    )


def code_of(source: str) -> str:
    """The lines of a scenario that run: all but its docstring, LITERALS and blank lines.

    `source` is one that `read` has accepted.
    """
    lines: list[str | None] = list(source.splitlines())
    for position, statement in enumerate(ast.parse(source).body):
        if (position == 0 and isinstance(statement, ast.Expr)) or _literal_name(statement):
            for number in range(statement.lineno - 1, statement.end_lineno or statement.lineno):
                lines[number] = None
    return "\n".join(line.rstrip() for line in lines if line and line.strip())


def _head(source: str) -> str:
    """`source` up to its first definition or compound statement, unless a literal follows that."""
    code = _CODE.search(source)
    if code is None or _LITERAL.search(source, code.start()):
        return source
    return source[: code.start()]


def _tree_of_head(name: str, head: str, source: str) -> ast.Module:
    """The tree of `head`; of `source`, when the cut went through a text of several lines."""
    try:
        return _tree(name, head)
    except UserError:
        return _tree(name, source)


def _tree(name: str, source: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError as error:
        line = (error.text or "").strip()
        raise UserError(
            f"scenario {name} has a syntax error on line {error.lineno}: {error.msg}",
            [("the line is", line)] if line else [],
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise UserError(f"scenario {name} is not Python that can be read") from None


def _does_something(statement: ast.stmt) -> bool:
    """Whether a statement at the top of a module may run code of the scenario (calls, loops, an `if`)."""
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        value = statement.value
        return value is not None and any(isinstance(node, ast.Call) for node in ast.walk(value))
    passive = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Pass
    return not isinstance(statement, passive)


def _literals(name: str, module: ast.Module) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for statement in module.body:
        target = _literal_name(statement)
        if not (target and isinstance(statement, ast.Assign)):
            continue
        try:
            found.append((target, ast.literal_eval(statement.value)))
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            raise UserError(
                f"scenario {name}: {target} on line {statement.lineno} is not a literal",
                [("why", f"{target} is read without running the file: no names, no calls")],
            ) from None
    return found


def _literal_name(statement: ast.stmt) -> str:
    """Which of LITERALS a statement assigns, "" for none."""
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id if statement.targets[0].id in LITERALS else ""
    return ""


def _facts(name: str, value: object) -> tuple[Fact, ...]:
    form = ("write it like", '"in plain words": (\'task("main").outcome\', "returned")')
    if not isinstance(value, dict):
        raise UserError(f"scenario {name}: FACTS is not a dictionary", [form])
    facts = []
    for fact, pair in value.items():
        match pair:
            case (str(how), expected) if isinstance(fact, str):
                facts.append(Fact(fact, how, _cases(name, fact, expected)))
            case _:
                what = f"scenario {name}: the fact {fact!r} is not a pair of how it is read and its value"
                raise UserError(what, [form])
    return tuple(facts)


def _cases(name: str, fact: str, expected: object) -> tuple[tuple[str, object], ...]:
    cases = tuple(expected.items()) if isinstance(expected, dict) else (("", expected),)
    for specifier, value in cases:
        if not (isinstance(specifier, str) and versions.well_formed(specifier)):
            raise UserError(
                f"scenario {name}: the fact {fact!r} speaks of {specifier!r}, which is no range of versions",
                [("write it like", '">=3.9,<3.12"')],
            )
        if not _plain(value):
            raise UserError(
                f"scenario {name}: the fact {fact!r} expects {value!r}, which JSON cannot hold",
                [("expect", "text, a number, True, False, None, or a list of these")],
            )
    return cases


def _plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(map(_plain, value))
    return value is None or isinstance(value, str | int | float)


def _article(name: str, value: object) -> tuple[str, str] | None:
    if value is None:
        return None
    if isinstance(value, tuple) and len(value) == 2 and value[0] in VERDICTS and isinstance(value[1], str):
        return (value[0], value[1])
    raise UserError(
        f"scenario {name}: ARTICLE is not a verdict and a statement",
        [("write it like", f'ARTICLE = ("wrong", "the statement")    one of {", ".join(VERDICTS)}')],
    )


def _needs(name: str, value: object) -> str:
    if isinstance(value, str) and versions.well_formed(value):
        return value
    raise UserError(
        f"scenario {name}: NEEDS = {value!r} is no range of versions", [("write it like", 'NEEDS = ">=3.11"')]
    )


def _severity(name: str, value: object) -> tuple[tuple[str, str], ...]:
    if isinstance(value, dict) and all(
        version in versions.SUPPORTED and word in SEVERITIES for version, word in value.items()
    ):
        return tuple(value.items())
    raise UserError(
        f"scenario {name}: SEVERITY is not a word for each version that changed something",
        [("write it like", f'SEVERITY = {{"3.12": "breaks"}}    one of {", ".join(SEVERITIES)}')],
    )
