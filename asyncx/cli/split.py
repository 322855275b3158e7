"""Where the options of `asyncx run` end and the program begins: all after that is the program's own."""

from __future__ import annotations

from collections.abc import Sequence

WITH_VALUE = frozenset(
    ("--python", "-o", "--output", "--detail", "--clock", "--for", "--only", "--ring", "--loop")
)
"""The options of `asyncx run` that are followed by a value."""

_SHORT_WITH_VALUE = frozenset(option[1] for option in WITH_VALUE if not option.startswith("--"))

SCRIPT, MODULE, COMMAND = "script", "module", "command"


def split(arguments: Sequence[str]) -> tuple[list[str], str, list[str]]:
    """Options, what kind of program, and its words; the kind is "" when there is none.

    `arguments` come after `asyncx run`.
    """
    rest = list(arguments)
    options: list[str] = []
    while rest:
        word = rest.pop(0)
        if word == "--":
            return options, COMMAND if rest else "", rest
        if word == "-" or not word.startswith("-"):
            return options, SCRIPT, [word, *rest]
        if not word.startswith("--"):
            before, found, module = word[1:].partition("m")
            if found and not _SHORT_WITH_VALUE.intersection(before):
                options += [f"-{before}"] if before else []
                words = [module, *rest] if module else rest
                return options, MODULE, words
        options.append(word)
        if _wants_value(word) and rest:
            options.append(rest.pop(0))
    return options, "", []


def _wants_value(word: str) -> bool:
    """Whether the value of this option is the next word."""
    if word.startswith("--"):
        return word in WITH_VALUE
    letters = word[1:]
    return next((not letters[at + 1 :] for at, one in enumerate(letters) if one in _SHORT_WITH_VALUE), False)


def own(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words on a command line that asyncx may look at, and those of the program that it is to run."""
    if not arguments or arguments[0] != "run":
        return list(arguments), []
    options, kind, _ = split(arguments[1:])
    ours = len(options) + 1
    return list(arguments[:ours]), list(arguments[ours:]) if kind else []
