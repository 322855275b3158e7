"""The screen of `asyncx compare`: who behaves alike in one column, what differs in rows, what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from ..analysis.compare import Cell, Comparison, Group
from ..analysis.observed import labels
from ..analysis.words import listed
from ..runs import versions
from ..runs.catalogue import Scenario
from . import grid, sections
from .glyphs import STYLES, Glyphs, plural
from .terminal import LINES, commands
from .together import different, pictures
from .words import crop, flow, join, pad, plain, wrap

_LOOPS = {"eager": "eager tasks", "uvloop": "uvloop"}
"""How loops other than asyncio's own are called in a sentence."""

NotRun = tuple[str, str]
"""Some Pythons, and why they were not run."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much of each part to show: lanes of a picture, pictures, sentences and facts that are the same."""

    lanes: int
    pictures: int
    sentences: int
    same: int
    legend: bool = True
    """Whether the signs of the lanes are explained; those of the table always are."""
    hints: bool = True


_FITS = (
    _Fit(8, 4, 8, 6),
    _Fit(6, 4, 6, 3),
    _Fit(5, 3, 5, 2),
    _Fit(4, 3, 4, 2),
    _Fit(4, 2, 4, 2),
    _Fit(4, 2, 3, 1),
    _Fit(3, 2, 3, 1),
    _Fit(3, 2, 3, 1, legend=False),
    _Fit(3, 2, 3, 1, legend=False, hints=False),
)
"""From generous to short; the first that fits on one screen is taken, the last one in any case."""


def compare_screen(
    comparison: Comparison, *, width: int, glyphs: Glyphs, not_run: Sequence[NotRun] = (), hints: bool = True
) -> Text:
    """Everything about one comparison, `width` columns wide and one screen of lines long if it can be."""
    fixed = [
        _head(comparison, width, glyphs),
        _sentences(comparison, width, glyphs),
    ]
    table = grid.table(comparison, width, glyphs)
    lines: list[Text] = []
    for fit in _FITS:
        lanes, used = _lanes(comparison, width, glyphs, fit)
        end = _failures(comparison, width, glyphs) + _members(comparison, width, glyphs, not_run)
        end += _next(comparison, width, glyphs) if hints and fit.hints else []
        parts = [
            *fixed,
            table,
            _same(comparison, width, glyphs, fit.same),
            lanes,
            _for_your_code(comparison, width, glyphs, fit.sentences),
            end,
            _legend(comparison, used if fit.legend else frozenset(), width, glyphs),
        ]
        lines = [line for part in parts if part for line in (Text(), *part)]
        if len(lines) <= LINES:
            break
    return join([crop(line, width, glyphs) for line in lines])


def compare_line(comparison: Comparison, glyphs: Glyphs) -> str:
    """`name: 4 behaviours, changed in 3.9, 3.11 and 3.12`, for grep and logs."""
    return plain(f"{comparison.scenario.name}: {summary(comparison)}", glyphs)


def summary(comparison: Comparison) -> str:
    """How many behaviours there are, since when, and what does not hold, in a few words."""
    parts = [plural(len(comparison.groups), "behaviour")]
    if comparison.changed_in:
        parts.append(f"changed {grid.when_changed(comparison)}")
    if other := _other_loops(comparison):
        parts.append(f"otherwise with {listed([_LOOPS.get(loop, loop) for loop in other])}")
    if comparison.failures:
        names = labels(comparison.members)
        where = [names[member] for member, _ in comparison.failures]
        count = len({fact.name for _, fact in comparison.failures})
        verb = "does" if count == 1 else "do"
        parts.append(f"{plural(count, 'fact')} {verb} not hold on {listed(where, limit=9)}")
    return ", ".join(parts)


def _head(comparison: Comparison, width: int, glyphs: Glyphs) -> list[Text]:
    """The name and the claim; `8 Pythons, eager tasks and uvloop · 4 behaviours · virtual clock`."""
    scenario, members = comparison.scenario, comparison.members
    count = plural(len({member.python for member in members}), "Python")
    loops = [_LOOPS[loop] for loop in _LOOPS if any(member.loop == loop for member in members)]
    clocks = {member.clock for member in members if not member.recorded}
    parts = [listed([count, *loops]), plural(len(comparison.groups), "behaviour")]
    if not clocks:
        parts.append("as recorded")
    else:
        real = "real" in clocks and "virtual" in clocks
        parts.append(f"{max(clocks)} clock" + (" (uvloop: real clock)" if real else ""))
    words = [Text.styled(plain(part, glyphs), STYLES["aside"]) for part in parts]
    lines = sections.header(scenario.name, scenario.claim, width, glyphs)
    return lines + flow(words, f" {glyphs.dot} ", width)


def _sentences(comparison: Comparison, width: int, glyphs: Glyphs) -> list[Text]:
    """What happened, in each group's own sentence, or in one for all; and since when it is so."""
    spoken: dict[str, list[str]] = {}
    for group in comparison.groups:
        if (speaker := group.speaker) is not None:
            spoken.setdefault(speaker.sentence, []).append(group.letter)
    lines: list[Text] = []
    everywhere = [letters for letters in spoken.values() if len(letters) == len(comparison.groups)]
    if everywhere:
        start = "Same outcome everywhere: " if len(comparison.groups) > 1 else ""
        (sentence,) = spoken
        lines += sections.prose(start + sentence, width, glyphs, STYLES["verdict"])
    else:
        room = max((len(" ".join(letters)) for letters in spoken.values()), default=0) + 2
        for sentence, letters in spoken.items():
            for number, part in enumerate(wrap(plain(sentence, glyphs), width - room - 2)):
                key = " ".join(letters) if number == 0 else ""
                line = Text.styled(" " + pad(key, room, glyphs), STYLES["heading"])
                lines.append(line.append(part, STYLES["verdict"]))
    since = _since(comparison, glyphs, same_outcome=bool(everywhere))
    return lines + sections.prose(since, width, glyphs, STYLES["differs"])


def _since(comparison: Comparison, glyphs: Glyphs, *, same_outcome: bool) -> str:
    if len(comparison.groups) == 1:
        return "" if len(comparison.members) == 1 else "All of them behave alike."
    parts = []
    if comparison.changed_in:
        what = "How it gets there" if same_outcome else "It"
        parts.append(f"{what} changed {grid.when_changed(comparison)}.")
    if other := _other_loops(comparison):
        letters = [group.letter for group in comparison.groups if _by_loop(group, comparison)]
        column = "column" if len(letters) == 1 else "columns"
        who = listed([_LOOPS.get(loop, loop) for loop in other])
        parts.append(f"With {who} it is otherwise: {column} {listed(letters, limit=9)}.")
    return f"{glyphs.differs} {' '.join(parts)}" if parts else ""


def _other_loops(comparison: Comparison) -> list[str]:
    """The loops that make a group of their own."""
    found = [m.loop for g in comparison.groups if _by_loop(g, comparison) for m in g.members]
    return list(dict.fromkeys(found))


def _by_loop(group: Group, comparison: Comparison) -> bool:
    base = comparison.members[0].loop
    return all(member.loop != base for member in group.members)


def _same(comparison: Comparison, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """The facts that are the same everywhere, one after the other in at most `limit` lines."""
    label = "Same everywhere" if len(comparison.members) > 1 else "Facts"
    left = len(label) + 3
    parts = [
        Text.styled(plain(name, glyphs) + " ", STYLES["aside"]).append(
            plain(", ".join(grid.value_lines(Cell(value), glyphs)), glyphs, width // 2)
        )
        for name, value in comparison.same
    ]
    lines = flow(parts, f" {glyphs.dot} ", width - left) if parts else []
    if len(lines) > limit:
        lines = lines[:limit]
        lines[-1].append(f" {glyphs.ellipsis}", STYLES["aside"])
    titled = []
    for number, line in enumerate(lines):
        start = Text.styled(f" {label if number == 0 else '':<{left - 1}}", STYLES["heading"])
        titled.append(start.append_text(line))
    return titled


def _lanes(
    comparison: Comparison, width: int, glyphs: Glyphs, fit: _Fit
) -> tuple[list[Text], frozenset[str]]:
    """The pictures of the groups where they differ; the newest ones where there is no room for all."""
    runs = [
        (group.letter, speaker.trace)
        for group in comparison.groups
        if (speaker := group.speaker) is not None and speaker.trace is not None
    ]
    looks = different(runs, width - 4, glyphs)
    if len(looks) < 2:
        return [], frozenset()
    drawn = pictures(looks[-fit.pictures :], width, glyphs, fit.lanes)
    lines = list(drawn.lines)
    if left_out := [key for key, _ in looks[: -fit.pictures]]:
        words = f" {', '.join(left_out)}: drawn by asyncx scenario {_typed(comparison.scenario)} --python"
        lines.append(Text.styled(plain(words, glyphs), STYLES["aside"]))
    return lines, drawn.used


def _for_your_code(comparison: Comparison, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    if not comparison.changed_in:
        return []
    lines = [Text.styled(" For your code", STYLES["heading"])] if comparison.consequences else []
    for sentence in comparison.consequences[:limit]:
        for number, part in enumerate(wrap(plain(sentence, glyphs), width - 4)):
            lines.append(
                Text.styled(f" {glyphs.bullet if number == 0 else ' '} ", STYLES["aside"]).append(part)
            )
    return lines


def _failures(comparison: Comparison, width: int, glyphs: Glyphs) -> list[Text]:
    """The facts that do not hold where they should, each with what was expected and seen, and where."""
    rows = []
    for where, fact in grid.failures(comparison):
        row = Text.styled(f"{glyphs.problem} {plain(fact.name, glyphs)}", STYLES["problem"])
        rows.append(row.append(f"   on {' '.join(where)}", STYLES["aside"]))
        for label, value in (("expected", fact.expected), ("seen", fact.seen)):
            line = Text.styled(f"  {label:<9} ", STYLES["aside"])
            rows.append(line.append(plain(sections.value_words(value), glyphs, width - sections.LABEL - 14)))
    return sections.labelled("Facts", rows)


def _members(comparison: Comparison, width: int, glyphs: Glyphs, not_run: Sequence[NotRun]) -> list[Text]:
    """Which Pythons were run exactly, with which loops, and which were not."""
    ran = [member for member in comparison.members if not member.recorded]
    words = []
    for loop in dict.fromkeys(member.loop for member in ran):
        pythons = " ".join(member.python for member in ran if member.loop == loop)
        words.append(f"with {_LOOPS[loop]} {pythons}" if loop in _LOOPS else pythons)
    lines = _wrapped("Ran", f" {glyphs.dot} ".join(words), width, glyphs) if ran else []
    if recorded := " ".join(member.python for member in comparison.members if member.recorded):
        said = f"{recorded}, when this asyncx was made; not run here"
        lines += _wrapped("Recorded", said, width, glyphs)
    for number, (which, why) in enumerate(not_run):
        lines += _wrapped("Not run" if number == 0 else "", f"{which} ({why})", width, glyphs)
    return lines


def _wrapped(label: str, words: str, width: int, glyphs: Glyphs) -> list[Text]:
    rows = [
        Text.styled(line, STYLES["aside"]) for line in wrap(plain(words, glyphs), width - sections.LABEL - 1)
    ]
    return sections.labelled(label, rows)


def _next(comparison: Comparison, width: int, glyphs: Glyphs) -> list[Text]:
    """What to type to see one of them, and what else changed with it."""
    ran = {versions.minor(member.python) for member in comparison.members if not member.recorded}
    changed = [version for version in map(versions.minor, comparison.changed_in) if version in ran]
    offers = []
    if ran:
        version = changed[-1] if changed else max(ran, key=versions.key)
        command = f"asyncx scenario {_typed(comparison.scenario)} --python {version}"
        offers.append(("one of them, cause by cause", command))
    if comparison.changed_in:
        old, new = map(versions.minor, (comparison.before[-1], comparison.changed_in[-1]))
        if old == new:
            old = versions.SUPPORTED[max(versions.SUPPORTED.index(new) - 1, 0)]
        offers.append(("what else changed then", f"asyncx changes {old} {new}"))
    return commands("Next", offers, width, glyphs) if offers else []


def _typed(scenario: Scenario) -> str:
    """What to type for a scenario: its name, or the path of a file that is not in the catalogue."""
    return scenario.name if scenario.topic or scenario.path is None else str(scenario.path)


def _legend(comparison: Comparison, used: frozenset[str], width: int, glyphs: Glyphs) -> list[Text]:
    """The signs of the lanes and of the table, in one line if they fit."""
    lanes, table = sections.legend(used, width, glyphs), grid.legend(comparison, width, glyphs)
    if len(lanes) == len(table) == 1 and lanes[0].cell_len + table[0].cell_len + 1 < width:
        return [lanes[0].append(" ").append_text(table[0])]
    return lanes + table
