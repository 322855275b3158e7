"""The scenarios: found by file, read without being imported, the same from a wheel and a checkout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExitCode, UserError, suggest
from . import reader, versions
from .reader import Fact

TOPICS = ("timeouts", "cancellation", "groups", "tasks", "loops", "threads", "queues", "locks", "generators")
"""The order in which topics are listed; any other folder follows, by name."""

ALL = ("see them all", "asyncx list")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario file, read.

    `claim` is the first line of its docstring and `explanation` the rest; `article` is a pair
    (verdict word, statement) or None; `needs` is a range of versions ("" is any); `path` is None for
    one that was read back from a saved trace; `severity` are pairs of a version that changed something
    and what that means for running code, where the facts do not say it.
    """

    name: str
    topic: str
    path: Path | None
    source: str
    claim: str
    explanation: str
    facts: tuple[Fact, ...]
    article: tuple[str, str] | None
    needs: str
    severity: tuple[tuple[str, str], ...] = ()

    @property
    def runs_on(self) -> tuple[str, ...]:
        """The minor versions that it runs on, oldest first."""
        return tuple(
            version
            for version in versions.SUPPORTED
            if versions.includes(self.needs, versions.latest(version))
        )

    @property
    def changes(self) -> tuple[str, ...]:
        """The minor versions that behave otherwise than the one before, by the facts, oldest first.

        Of each minor version the last release counts.  A version on which a fact is not asked is passed over.
        """
        changed = set()
        for fact in self.facts:
            asked = [(version, fact.expected(versions.latest(version))) for version in self.runs_on]
            asked = [(version, value) for version, value in asked if value]
            changed |= {version for (version, here), (_, before) in zip(asked[1:], asked, strict=False)
                        if here != before}  # fmt: skip
        return tuple(version for version in self.runs_on if version in changed)


def folder() -> Path:
    """Where the scenarios are: inside the package (wheel), else beside it (checkout).

    UserError when neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for place in (package / "scenarios", package.parent / "scenarios"):
        if place.is_dir():
            return place
    raise UserError(
        f"the scenarios are missing from this installation ({package})",
        [("install again", "python -m pip install --force-reinstall asyncx-explorer")],
        ExitCode.CANNOT_RUN,
    )


def parse(
    name: str, source: str, *, topic: str = "", path: Path | None = None, whole: bool = True
) -> Scenario:
    """Read one scenario from its source; UserError says what its file lacks (`whole`: its code, too)."""
    text = reader.read(name, source, whole=whole)
    return Scenario(
        name=name,
        topic=topic,
        path=path,
        source=source,
        claim=text.claim,
        explanation=text.explanation,
        facts=text.facts,
        article=text.article,
        needs=text.needs,
        severity=text.severity,
    )


def load(path: Path, topic: str = "", *, whole: bool = True) -> Scenario:
    """Read the scenario in the file `path`; its name is the file's."""
    return parse(path.stem, reader.text_of(path), topic=topic, path=path, whole=whole)


def load_all() -> list[Scenario]:
    """Every scenario, topic by topic, by name within a topic; UserError for the first malformed one.

    Their code is not looked at: that would take as long as all the rest of a start.
    """
    return [load(path, path.parent.name, whole=False) for path in _paths()]


def names() -> list[str]:
    """The names of all scenarios, in the order of `load_all`, without opening a file."""
    return [path.stem for path in _paths()]


def topics() -> list[str]:
    """The topics that there are, in the order of the list."""
    return list(dict.fromkeys(path.parent.name for path in _paths()))


def claims() -> Iterator[tuple[str, str]]:
    """Each scenario's name and claim, read as little as can be; for completion, so it raises nothing."""
    for path in _paths():
        try:
            with path.open(encoding="utf-8") as file:
                yield path.stem, file.readline().strip().strip('"').strip()
        except (OSError, ValueError):
            yield path.stem, ""


def find(name: str) -> Scenario:
    """The scenario called `name`, or the one in the file `name` if that ends in .py; else UserError."""
    if name.endswith(".py") or "/" in name:
        return load(Path(name))
    for path in _paths():
        if path.stem == name:
            return load(path, path.parent.name)
    if not name.strip():
        raise UserError("a scenario has a name, and none was given", [ALL])
    raise UserError(f'there is no scenario "{name}"', [*suggest(name, names()), ALL])


def search(scenarios: Iterable[Scenario], words: Iterable[str]) -> list[Scenario]:
    """The scenarios that speak of every one of `words`, best match first; all, in order, for no words."""
    wanted = " ".join(words).casefold().split()
    scored = [(_score(scenario, wanted), scenario) for scenario in scenarios]
    return [scenario for score, scenario in sorted(scored, key=lambda pair: -pair[0]) if score or not wanted]


def _score(scenario: Scenario, words: list[str]) -> int:
    """How well `scenario` fits: 0 unless every word occurs; names weigh most, explanations least."""
    name, parts = scenario.name.casefold(), scenario.name.casefold().replace("_", "-").split("-")
    total = 32 * ("-".join(words) == name)
    for word in words:
        points = (
            8 * (word in parts)
            + 4 * (word in name)
            + 3 * (word in scenario.topic)
            + 2 * (word in scenario.claim.casefold())
            + (word in scenario.explanation.casefold())
        )
        if not points:
            return 0
        total += points
    return total


def _paths() -> list[Path]:
    order = {topic: number for number, topic in enumerate(TOPICS)}

    def place(path: Path) -> tuple[int, str, str]:
        topic = path.parent.name
        return (order.get(topic, len(order)), topic, path.stem)

    return sorted(folder().glob("*/*.py"), key=place)
