"""Async generators that are left half-way: dropped, or still open when the loop closes what is left."""

from asyncio import base_events
from opcode import opmap, opname

from .graft import first, graft_method
from .handles import disguise
from .places import coroutine_name, own


class Generators:
    """Sees what asyncio's two hooks for async generators see."""

    def __init__(self, recorder):
        self.recorder = recorder

    def install(self):
        """Hook the finalizer that loops set, and their shutdown_asyncgens()."""
        rec, hooks, loop = self.recorder, self, base_events.BaseEventLoop
        finalizer = loop._asyncgen_finalizer_hook

        def hooked(self, agen):
            if rec.live:
                where, _ = rec.caller()
                rec.guard(hooks.left, agen, self, "lost" if self.is_closed() else "freed", where)
            return finalizer(self, agen)

        rec.replace(loop, "_asyncgen_finalizer_hook", disguise(hooked, finalizer))
        self._hook_shutdown(loop)

    def _hook_shutdown(self, loop):
        # No descriptor: to set an attribute of a loop by its dictionary changes in which order garbage goes.
        rec = self.recorder

        def begins(loop):
            if rec.live:
                rec.guard(self.shut_down, loop, True)

        given = {"generators_shut_down": begins}
        graft_method(rec, loop, "shutdown_asyncgens", given, first("generators_shut_down(self)"))

    def shut_down(self, loop, begun):
        """A loop begins to close the generators that are still open."""
        if begun:
            for generator in sorted(own(loop, "_asyncgens") or (), key=_place):
                self.left(generator, loop, "shutdown", None)

    def left(self, generator, loop, how, where):
        """A generator was left half-way: `how` is "freed" or "lost" (at `where`), or "shutdown"."""
        frame = own(generator, "ag_frame")
        if frame is None or frame.f_lasti < 0:
            return
        rec = self.recorder
        fields = {
            "generator": coroutine_name(generator),
            "loop": rec.loops.of(loop),
            "how": how,
            "cleanup": True if has_cleanup(frame.f_code, frame.f_lasti) else None,
            "where": where,
            "at": rec.places.at(frame.f_code, frame.f_lineno),
        }
        rec.emit("generator.left", fields)


def _place(generator):
    code, frame = generator.ag_code, generator.ag_frame
    return code.co_filename, code.co_firstlineno, 0 if frame is None else frame.f_lineno or 0


def has_cleanup(code, at):
    """Whether code that stands at instruction `at` would still run something if it were closed there.

    That is a `finally`, a `with`, or an `except` for more than ordinary errors.
    """
    table = getattr(code, "co_exceptiontable", None)
    if table is None:
        return _has_block(code, at)
    return any(start <= at < end and _cleans(code, target) for start, end, target in _entries(table))


def _entries(table):
    """(start, end, target) in bytes of each entry of an exception table."""
    numbers = iter(table)

    def number():
        byte = next(numbers)
        value = byte & 63
        while byte & 64:
            byte = next(numbers)
            value = value << 6 | byte & 63
        return value

    while True:
        try:
            start, length, target, _ = number() * 2, number() * 2, number() * 2, number()
        except StopIteration:
            return
        yield start, start + length, target


_FIRST = 40
"""So many instructions at the most stand before a handler looks which error it is."""


def _cleans(code, target):
    """Whether the handler at `target` does more than to re-raise, or than to look for certain errors."""
    names = []
    data = code.co_code
    for at in range(target, min(target + 2 * _FIRST, len(data)), 2):
        names.append(opname[data[at]])
        if names[-1] == "CHECK_EXC_MATCH":
            return any(name in code.co_names for name in ("BaseException", "GeneratorExit"))
        if names[-1] in ("WITH_EXCEPT_START", "RAISE_VARARGS"):
            return True
        if names[-1] in ("CLEANUP_THROW", "RERAISE", "END_ASYNC_FOR"):
            return any(name not in _NOTHING for name in names[:-1])
        if names[-1] == "CALL_INTRINSIC_1" and data[at + 1] == 3:  # StopIteration becomes RuntimeError
            return False
    return True


_NOTHING = frozenset(["PUSH_EXC_INFO", "COPY", "POP_EXCEPT", "SWAP", "NOP", "CACHE", "POP_TOP", "LOAD_CONST"])


def _has_block(code, at):
    """The same up to 3.10, where blocks are opened and closed by instructions of their own."""
    data, blocks = code.co_code, []
    unit = 2 if _COUNTS_INSTRUCTIONS else 1
    extended = 0
    for place in range(0, min(at + 1, len(data)), 2):
        operation, value = opname[data[place]], data[place + 1] | extended << 8
        extended = value if operation == "EXTENDED_ARG" else 0
        if operation in ("SETUP_FINALLY", "SETUP_WITH", "SETUP_ASYNC_WITH"):
            blocks.append((place + 2 + value * unit, operation))
    return any(target > at and _block_cleans(code, target, kind) for target, kind in blocks)


_COUNTS_INSTRUCTIONS = "GEN_START" in opmap
"""From 3.10 on jumps are in instructions, not in bytes."""


def _block_cleans(code, target, kind):
    if kind != "SETUP_FINALLY":
        return True
    data = code.co_code
    for place in range(target, min(target + 2 * _FIRST, len(data)), 2):
        operation = opname[data[place]]
        if operation == "END_ASYNC_FOR":
            return False
        if operation == "JUMP_IF_NOT_EXC_MATCH" or (operation == "COMPARE_OP" and data[place + 1] == 10):
            return any(name in code.co_names for name in ("BaseException", "GeneratorExit"))
    return True
