"""What can go wrong, said so that the reader knows what to type next; and the exit codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command; `sentence` says what each means."""

    sentence: str

    OK = 0, "done"
    CHECK = 1, "--check found something that does not hold, or explain can only guess"
    USAGE = 2, "the command line, a name or a file given to it is wrong"
    CANNOT_RUN = 3, "an interpreter or a program could not be run, or not to its end"
    BUG = 70, "a bug in asyncx itself"
    INTERRUPTED = 130, "stopped with Ctrl-C"

    def __new__(cls, code: int, sentence: str) -> ExitCode:
        member = int.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member


class UserError(Exception):
    """Something that the reader can put right.

    `what` is one sentence without a full stop.  `hints` are pairs (label, text): what to do about it;
    hints that share a label stand under each other.
    """

    def __init__(
        self,
        what: str,
        hints: Sequence[tuple[str, str]] = (),
        exit_code: ExitCode = ExitCode.USAGE,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.hints = tuple(hints)
        self.exit_code = exit_code

    def __str__(self) -> str:
        """The whole message, hints aligned in a column, without a line end."""
        width = max((len(label) for label, _ in self.hints), default=0)
        lines = [self.what]
        previous = None
        for label, text in self.hints:
            shown = "" if label == previous else label
            head, *rest = text.splitlines() or [""]
            lines.append(f"  {shown:<{width}}   {head}".rstrip())
            lines.extend(f"  {'':<{width}}   {line}".rstrip() for line in rest)
            previous = label
        return "\n".join(lines)


def did_you_mean(word: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """The choices that `word` was probably meant to be, the likeliest first, at most `limit`.

    Upper and lower case, `-` and `_` count as equal, and a word that is a part of a choice finds it.
    """
    from difflib import SequenceMatcher

    wanted = _plain(word)
    if not wanted:
        return []
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    scored = []
    for position, choice in enumerate(choices):
        plain = _plain(choice)
        matcher.set_seq1(plain)
        score = matcher.ratio() if matcher.quick_ratio() > 0.5 else 0.0
        if len(wanted) > 2 and wanted in plain:
            score = max(score, 0.9 if plain.startswith(wanted) else 0.7)
        if score >= 0.7:
            scored.append((-score, position, choice))
    return [choice for _, _, choice in sorted(scored)[:limit]]


def suggest(word: str, choices: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """`did_you_mean` as hints for a UserError; no hints when nothing is near."""
    return tuple(("did you mean", choice) for choice in did_you_mean(word, choices))


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").strip("_")
