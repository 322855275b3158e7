"""What a frame is calling: the name that its source gives to what it calls, read off its bytecode."""

import dis
from itertools import accumulate, takewhile

_LONGEST = 10_000
"""Bytes of code beyond which nobody looks: reading them would hold up the program."""

_NAMES = ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FAST", "LOAD_DEREF", "LOAD_CLASSDEREF")
_ATTRIBUTES = ("LOAD_ATTR", "LOAD_METHOD")
_CALLS = ("CALL", "CALL_KW", "CALL_METHOD", "CALL_FUNCTION", "CALL_FUNCTION_KW", "CALL_FUNCTION_EX")
_SILENT = ("PUSH_NULL", "EXTENDED_ARG", "NOP")
_BELOW = 2 if "PUSH_NULL" in dis.opmap else 1
"""How many things a call wants below its arguments; one may be NULL.  Up to 3.10 that depends on the call."""


def called(code, at):
    """The dotted name of what the instruction at offset `at` calls, such as "time.sleep"; None when unknown.

    Of `connect().query()` it is "query".  Where arguments hold a condition or a loop it is not known.
    """
    if len(code.co_code) > _LONGEST:
        return None
    # The offset may be that of a cache behind the instruction.
    steps = list(takewhile(lambda step: step.offset <= at, dis.get_instructions(code)))
    call = steps.pop() if steps else None
    if call is None or call.opname not in _CALLS:
        return None
    wanted = 1 - _effect(call)
    if steps and steps[-1].opname == "PRECALL":  # 3.11 shares the effect of a call among two instructions
        wanted -= _effect(steps.pop())
    for start in range(len(steps) - 1, -1, -1):
        if steps[start].opcode in dis.hasjrel or steps[start].opcode in dis.hasjabs:
            return None
        wanted -= _effect(steps[start])
        if wanted <= 0:
            below = 2 if call.opname == "CALL_METHOD" else _BELOW
            return _name(_callable(steps[start:], below)) if wanted == 0 else None
    return None


def _effect(step):
    return dis.stack_effect(step.opcode, step.arg if step.opcode >= dis.HAVE_ARGUMENT else None)


def _callable(steps, below):
    """Those of `steps` that put what is called on the stack: up to the last that leaves `below` there."""
    heights = list(accumulate(map(_effect, steps)))
    return steps[: max(index for index, height in enumerate(heights) if height <= below) + 1]


def _name(steps):
    names = []
    for step in steps:
        if step.opname in _ATTRIBUTES:
            names.append(step.argval)
        elif step.opname.startswith(_NAMES) and type(step.argval) is str:
            names = [step.argval]
        elif step.opname not in _SILENT:
            names = []
    return ".".join(names) or None
