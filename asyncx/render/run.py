"""The report about a program that was watched: what is wrong, the lanes, and what to type next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from ..analysis import rules
from ..analysis.finding import Finding, Severity
from ..analysis.watched import Watched
from ..trace.load import LEFT_OUT
from ..trace.model import Task, how_many
from .axis import Moment
from .blocks import About, findings
from .choice import chosen_rows, usual
from .glyphs import STYLES, Glyphs, plural
from .lanes import UNUSUAL, Mark, picture
from .rows import Row
from .sections import LABEL, labelled, legend
from .waiting import waiting
from .window import around
from .words import MS, crop, duration, flow, join, plain, wrap

LINES = 36
"""What fits on one screen."""

LEAST_LANES, MOST_LANES = 4, 24

_GAP = "    "
"""Between a command and what comes next on its line."""


def run_screen(watched: Watched, about: About, width: int, glyphs: Glyphs) -> Text:
    """The whole report, no line longer than `width` cells, and one screen long."""
    lines = [Text(), *_title(watched, about.only, width, glyphs)]
    bottom = [
        *waiting(watched, width, glyphs),
        *_loop(watched, width, glyphs),
        *_also(watched, about, width, glyphs),
        *_hints(watched, about, width, glyphs),
    ]
    last = _last(watched, about, width, glyphs)
    if about.calm and watched.calm:
        return _joined([*lines, *bottom, *last], width, glyphs)
    free = LINES - len(lines) - len(bottom) - len(last) - 4
    told, shown = findings(watched, about, width, glyphs, max(free - LEAST_LANES - 3, 6))
    lines += [Text(), *told] if told else []
    lines += _lanes(watched, about, shown, width, glyphs, free - len(told))
    return _joined([*lines, Text(), *bottom, Text(), *last], width, glyphs)


def _joined(lines: Sequence[Text], width: int, glyphs: Glyphs) -> Text:
    return join([crop(line, width, glyphs) for line in lines])


def _title(watched: Watched, only: str, width: int, glyphs: Glyphs) -> list[Text]:
    """`asyncx   shop.py on CPython 3.13.0 · 397 ms · 4 tasks, 1 left over · 3 findings`."""
    run = watched.trace.run
    head = Text.styled("asyncx", STYLES["name"])
    head.append(f"   {plain(watched.name, glyphs)}", STYLES["heading"])
    head.append(f" on {plain(run.implementation, glyphs)} {plain(run.python, glyphs)}")
    tasks = plural(watched.how_many, "task")
    if watched.left_over:
        tasks += f", {len(watched.left_over)} left over"
    length = duration(watched.trace.end)
    if watched.since:
        length = f"the last {duration(watched.trace.end - watched.since)} of {length}"
    parts = [head, Text(length), Text(tasks)]
    if run.clock == "virtual":
        parts.append(Text("virtual clock"))
    found = plural(len(watched.findings), "finding") if watched.findings else "no findings"
    found += f" with --only {plain(only, glyphs)}" if only else ""
    parts.append(Text.styled(found, STYLES["heading"]))
    return flow(parts, f" {glyphs.dot} ", width)


def _lanes(
    watched: Watched, about: About, shown: Sequence[Finding], width: int, glyphs: Glyphs, free: int
) -> list[Text]:
    """The tasks of findings first, then what else there is room for; a blank line above, a legend below."""
    trace = watched.trace
    marks = [
        Mark(number, Moment(trace.index[at].t, at))
        for number, finding in watched.numbered[: len(shown)]
        if (at := finding.seen or finding.record) in trace.index
    ]
    window = around(trace, shown)
    rows = max(min(MOST_LANES, free - 5 - bool(marks) - bool(window)), LEAST_LANES)
    every, rest, others = chosen_rows(watched, about.only, rows, window)
    if not every:
        return []
    lines = [Text()]
    if window is not None:
        start, end = window
        marks = [mark for mark in marks if start.t <= mark.at.t <= end.t]
        words = f" From {duration(start.t)} to {duration(end.t)}, around the findings"
        lines.append(Text.styled(words, STYLES["aside"]))
    drawn = picture(trace, width, glyphs, marks, rows=rows, every=every, tell=False)
    lines += drawn.lines
    left = [*others, *drawn.folded]
    if rest or left:
        lines.append(Text.styled(f" + {_more(rest, left)}", STYLES["aside"]))
    room = free - len(lines)
    meanings = legend(drawn.used, width, glyphs)
    return lines + ([Text(), *meanings] if len(meanings) < room else [])


def _more(tasks: Sequence[Task], rows: Sequence[Row]) -> str:
    """`19997 more tasks, nothing unusual`, `2 more tasks, 5 more callbacks`."""
    counts = Counter({"task": how_many(tasks)})
    for row in rows:
        counts[row.kind] += row.count
    parts = [plural(count, f"more {kind}") for kind, count in sorted(counts.items(), reverse=True) if count]
    calm = all(map(usual, tasks)) and all(row.unusual < UNUSUAL for row in rows)
    return ", ".join(parts) + (", nothing unusual" if calm else "")


def _loop(watched: Watched, width: int, glyphs: Glyphs) -> list[Text]:
    """`Loop   busy 38 % of 397 ms, nearly all of it one hold of 150 ms at shop.py:25`."""
    if not watched.loads:
        return []
    load = watched.loads[0]
    share = round(100 * load.busy / load.total)
    words = f"busy {share} % of {duration(load.total)}"
    held = load.held
    if held >= 20 * MS and held * 2 >= load.busy:
        place = watched.place_of_longest(load)
        task = next((task for task in watched.trace.tasks if task.number == load.longest.task), None)
        by = f" at {place.file}:{place.line}" if place else f" of {task.title}" if task else ""
        how = "nearly all" if held * 10 >= load.busy * 8 else "most"
        words += f", {how} of it one hold of {duration(held)}{by}"
    if load.starved >= max(50 * MS, load.total // 20):
        words += f"; for {duration(load.starved)} the machine had no CPU for it"
    if len(watched.loads) > 1:
        words += f"; {plural(len(watched.loads) - 1, 'other loop')} less busy"
    return labelled("Loop", [Text(text) for text in wrap(plain(words, glyphs), width - LABEL - 1)])


def _also(watched: Watched, about: About, width: int, glyphs: Glyphs) -> list[Text]:
    """What is not in the picture: child processes, what was summed up, and where the recording stopped."""
    notes = []
    records = watched.trace.records
    blind = rules.blind(watched.trace)
    forks = sum(record.kind == "fork" for record in records)
    if forks:
        notes.append(f"{plural(forks, 'child process')} {'was' if forks == 1 else 'were'} left alone")
    if watched.passed:
        notes.append(f"{plural(watched.passed, 'task')} that ended at once, in one step, only counted")
    if about.merged:
        notes.append(f"{about.merged:,} records of short steps are summed up in others")
    if blind:
        notes.append(f"at --detail tasks these are not looked for: {', '.join(blind)}; the others see less")
    notes += [f"the trace is damaged: {count} {what}" for count, what in about.lost]
    for what in sorted({str(record.data.get("what")) for record in records if record.kind == "unseen"}):
        notes.append(f"{what} was imported; its loops are seen at --detail steps only, on the real clock")
    if watched.since:
        notes.append(f"what happened before {duration(watched.since)} was written over, as --ring asks")
    for record in records:
        if record.kind in ("kernel", "cut"):
            notes.append(f"recording stopped at {duration(record.t)}: {record.data.get('message', '')}")
    lines = [text for note in notes[:4] for text in wrap(plain(note, glyphs), width - LABEL - 1)]
    return labelled("Also", [Text(text) for text in lines])


def _hints(watched: Watched, about: About, width: int, glyphs: Glyphs) -> list[Text]:
    """What to type to see more; nothing about a run that was not saved."""
    if about.kept is None:
        return []
    show = f"asyncx show{about.kept and ' ' + about.kept}"
    kept = ("saved as the last run", "") if not about.kept else ("", "")
    ways = [kept, ("", show), ("", f"{show} --step"), ("", f"{show} --html")]
    lines = _commands("Trace", ways, width, glyphs)
    if watched.findings:
        meaning = f"asyncx explain {watched.findings[0].rule}"
        number, _ = watched.numbered[0]
        lines += _commands("Why", [("", f"{show} {number}"), ("what it means", meaning)], width, glyphs)
    return lines


def _commands(label: str, ways: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> list[Text]:
    """Pairs of words and a command, side by side as far as there is room."""
    line = Text()
    for words, command in ways:
        part = Text(words).append(_GAP if words and command else "")
        part.append(plain(command, glyphs), STYLES["command"])
        if not line.cell_len or LABEL + line.cell_len + len(_GAP) + part.cell_len < width:
            line.append(_GAP if line.cell_len and part.cell_len else "").append_text(part)
    return labelled(label, [line])


def _last(watched: Watched, about: About, width: int, glyphs: Glyphs) -> list[Text]:
    """`✗ 1 problem, ! 2 warnings; shop.py exited 0      --check makes findings fail the command`."""
    parts = [
        f"{getattr(glyphs, severity.value)} {plural(count, severity.value)}"
        for severity in Severity
        if (count := watched.count(severity))
    ]
    ended = plain(how_it_ended(watched), glyphs)
    if about.check and watched.failing and watched.trace.run.code == 0:
        ended += ", and asyncx exits 1"
    line = Text(f" {', '.join(parts)}; {ended}" if parts else f" {ended}")
    advice = "--check makes findings fail the command"
    if about.check is False and watched.failing and line.cell_len + 4 + len(advice) < width:
        line.append("      ").append(advice, STYLES["aside"])
    return [line] if line.cell_len < width else [Text(" " + text) for text in wrap(line.plain, width - 2)]


def how_it_ended(watched: Watched) -> str:
    """`shop.py exited 0`, `shop.py was killed with SIGKILL (killed)`."""
    run = watched.trace.run
    if run.end == "deadlock":
        return f"{watched.name} can never go on: nothing in it could run again"
    detail, left_out, what = run.detail.partition(LEFT_OUT)
    if detail:
        return f"{watched.name}: {run.detail}"
    ended = "has not ended" if run.code is None else f"exited {run.code}"
    return f"{watched.name} {ended}" + (f"; {left_out}{what}" if left_out else "")
