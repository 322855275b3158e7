"""What Typer and Python raise, put into our own words: what, what was meant, what next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..errors import ExitCode, UserError, suggest
from ..runs import versions
from .group import COMMANDS


def explained(error: Any, arguments: Sequence[str]) -> UserError:
    """A Typer usage error (an unknown option, a missing value, too many words) as a UserError."""
    context = getattr(error, "ctx", None)
    path = " ".join(["asyncx", *(word for word in arguments[:1] if word in COMMANDS)])
    option = getattr(error, "option_name", "")
    help_hint = ("see all options", f"{path} --help")
    if hasattr(error, "possibilities") and context is not None:
        known = [name for param in context.command.get_params(context) for name in param.opts]
        what = f"{path} has no option {option}"
        return UserError(what, [*suggest(option, known), help_hint])
    message = error.format_message().rstrip(".")
    return UserError(message[:1].lower() + message[1:], [help_hint])


def refused(error: OSError) -> UserError:
    """Something that the system would not do: a full disk, a missing right."""
    about = f" ({error.filename})" if error.filename else ""
    reason = (error.strerror or str(error)).lower()
    return UserError(f"the system refused: {reason}{about}", exit_code=ExitCode.CANNOT_RUN)


def bug(error: Exception, arguments: Sequence[str]) -> UserError:
    """An exception that nobody foresaw."""
    import shlex

    command = shlex.join(["asyncx", "--debug", *arguments])
    return UserError(
        f"asyncx failed, and should not have: {type(error).__name__}: {error}",
        [
            ("please report it", "with what these two print"),
            ("", command),
            ("", "asyncx doctor"),
        ],
        ExitCode.BUG,
    )


def choice(option: str, value: str, choices: Sequence[str]) -> str:
    """`value` if it is one of `choices` (in any case), else a UserError with a near one."""
    if value.lower() in choices:
        return value.lower()
    raise UserError(
        f'{option} cannot be "{value}"', [*suggest(value, choices), ("one of", ", ".join(choices))]
    )


def known_version(option: str, version: str) -> str:
    """`version` if it is a minor one that facts speak of; else a UserError with a near one."""
    if version in versions.SUPPORTED:
        return version
    near = list(suggest(version, versions.SUPPORTED))
    if versions.minor(version) in versions.SUPPORTED:
        near = [("did you mean", versions.minor(version))]
    one_of = ("one of", ", ".join(versions.SUPPORTED))
    raise UserError(f'{option} takes a version such as 3.12, not "{version}"', [*near, one_of])


def seconds(option: str, value: str) -> float:
    """A positive number of seconds, at most a day."""
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number <= 86_400:
        what = f'{option} is a number of seconds, more than 0 and at most a day, not "{value}"'
        raise UserError(what, [("for example", f"{option} 30")])
    return number
