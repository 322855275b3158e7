"""The short names of exceptions, the same everywhere: in facts, sentences and screens."""

from __future__ import annotations

from .model import Error


def short_type(module: str, name: str) -> str:
    """The name by which people know an exception type.

    In: the type's `__module__` and its `__qualname__`.  Out: builtins and the program's own types bare,
    asyncio's as "asyncio.X" (but CancelledError bare), others with their public module.
    """
    if name == "CancelledError" and module.startswith("asyncio"):
        return name
    if module in ("", "builtins", "__main__"):
        return name
    if module.partition(".")[0] == "asyncio":
        return f"asyncio.{name}"
    public = [part for part in module.split(".") if not part.startswith("_")]
    return ".".join([*public, name])


def short_error(error: Error) -> str:
    """The short name of the type of `error`."""
    return short_type(error.module, error.type)


def short_dotted(dotted: str) -> str:
    """The short name of a type given as one word, "asyncio.exceptions.TimeoutError"."""
    module, _, name = dotted.rpartition(".")
    return short_type(module, name)
