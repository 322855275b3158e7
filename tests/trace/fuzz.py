"""Damaged traces: `python -m tests.trace.fuzz 100000` loads so many, and fails on whatever is no clean error.

Each is made of a good one, binary or JSON, by some damage that its number decides, so that what fails once
can be looked at again: `python -m tests.trace.fuzz 1 --from 4711`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from asyncx.errors import UserError
from asyncx.kernel import slots as kernel
from asyncx.trace import codec
from asyncx.trace.build import build
from asyncx.trace.load import load
from asyncx.trace.slots.condense import condense
from asyncx.trace.slots.file import read
from asyncx.trace.slots.records import records_of
from tests.trace.slots.randoms import Program
from tests.traces import run, wait_for_timeout

_EDGES = (0, 1, 2, 3, 0x7F, 0x80, 0xFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 1 << 63, (1 << 64) - 1)
_VALUES: tuple[Any, ...] = (None, True, -1, 0, 1, 10**30, 0.5, "", "x", "\ud800", [], {}, [[]], {"a": None})
_FIELDS = ((0, 1), (1, 1), (2, 2), (4, 4), (8, 8), (16, 4), (20, 4), (24, 4), (28, 4))
"""Where the fields of a slot begin, and how long they are."""


@cache
def _binary(number: int) -> bytes:
    return Program(number, turns=25).made.bytes(cut=True)


@cache
def _documents() -> tuple[str, ...]:
    watched = load(_binary(0), full=True).trace
    traces = (wait_for_timeout().trace(), watched)
    return tuple(
        text for trace in traces for text in (codec.dumps(trace), "\n".join(codec.dump_lines(trace)))
    )


def mutant(number: int) -> bytes:
    """Damaged trace number `number`: every third is JSON."""
    random = Random(number)
    if number % 3:
        data = bytearray(_binary(number % 5))
        for _ in range(random.choice((1, 1, 2, 8))):
            random.choice((_bytes, _field, _field, _field, _slots, _cut))(random, data)
        return bytes(data)
    text = random.choice(_documents())
    if random.random() < 0.6:
        return _values(random, text)
    data = bytearray(text.encode())
    for _ in range(random.choice((1, 2, 8))):
        random.choice((_bytes, _cut, _bytes))(random, data)
    return bytes(data)


def _bytes(random: Random, data: bytearray) -> None:
    """Some bytes are others, or twice there, or gone."""
    if not data:
        return
    at, count = random.randrange(len(data)), random.choice((1, 1, 2, 5, 40))
    match random.randrange(4):
        case 0:
            data[at : at + count] = random.randbytes(count)
        case 1:
            del data[at : at + count]
        case 2:
            data[at:at] = data[at : at + count]
        case _:
            data[at] ^= 1 << random.randrange(8)


def _field(random: Random, data: bytearray) -> None:
    """One field of one slot has another value."""
    slot = _slot(random, data)
    start, size = random.choice(_FIELDS)
    value = random.choice((*_EDGES, random.randrange(300), random.getrandbits(size * 8)))
    data[slot + start : slot + start + size] = (value & ((1 << size * 8) - 1)).to_bytes(size, "little")


def _slots(random: Random, data: bytearray) -> None:
    """Some slots have changed places, are there again, or are empty."""
    one, other = _slot(random, data), _slot(random, data)
    length = kernel.SIZE * random.choice((1, 1, 2, 10))
    match random.randrange(3):
        case 0:
            data[one : one + length], data[other : other + length] = (
                data[other : other + length],
                data[one : one + length],
            )
        case 1:
            data[one : one + length] = data[other : other + length]
        case _:
            data[one : one + length] = bytes(len(data[one : one + length]))


def _cut(random: Random, data: bytearray) -> None:
    """The end is missing."""
    del data[random.randrange(len(data) + 1) :]


def _slot(random: Random, data: bytearray) -> int:
    return kernel.HEADER + kernel.SIZE * random.randrange(max(1, (len(data) - kernel.HEADER) // kernel.SIZE))


def _values(random: Random, text: str) -> bytes:
    """Some values are others, or gone, in the document or in its lines."""
    try:
        whole = json.loads(text)
    except ValueError:
        lines = [json.loads(line) for line in text.splitlines()]
        for _ in range(random.choice((1, 1, 3))):
            _value(random, lines)
        return "\n".join(map(json.dumps, lines)).encode()
    for _ in range(random.choice((1, 1, 3))):
        _value(random, whole)
    return json.dumps(whole).encode()


def _value(random: Random, inside: Any) -> None:
    """One value, somewhere inside, is another one."""
    while True:
        keys = list(inside) if isinstance(inside, dict) else range(len(inside))
        if not keys:
            return
        key = random.choice(list(keys))
        if not isinstance(inside[key], dict | list) or random.random() < 0.1:
            break
        inside = inside[key]
    match random.randrange(4):
        case 0:
            del inside[key]
        case 1 if isinstance(inside, list):
            inside.insert(key, inside[random.randrange(len(inside))])
        case _:
            inside[key] = random.choice((*_VALUES, random.randrange(60)))


def _merged(data: bytes) -> None:
    """Load what is left when almost everything is merged, of a file that can be read."""
    file = read(data)
    records = records_of(file, condense(file, 50))
    build(run(), records)


def tried(numbers: range) -> Counter[str]:
    """Load these mutants; how many there were of each outcome: "read", or the beginning of an error."""
    outcomes: Counter[str] = Counter()
    for number in numbers:
        try:
            data = mutant(number)
            load(data, full=number % 2 == 0)
            if number % 3:
                _merged(data)
            outcomes["read"] += 1
        except UserError as error:
            if not error.what.isprintable() or len(error.what) > 200:
                raise AssertionError(f"mutant {number}: {error.what!r}") from error
            outcomes[" ".join(re.sub(r"[\d'\"].*", "N", error.what).split()[:6])] += 1
        except Exception as error:
            raise AssertionError(f"mutant {number}: {error!r}") from error
    return outcomes


def _steps(start: int, count: int, step: int = 5_000) -> Iterator[range]:
    for first in range(start, start + count, step):
        yield range(first, min(first + step, start + count))


def main() -> None:
    """Load as many as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--from", type=int, default=0, dest="start")
    asked = parser.parse_args()
    outcomes: Counter[str] = Counter()
    for numbers in _steps(asked.start, asked.count):
        outcomes += tried(numbers)
        sys.stderr.write(f"{numbers.stop}\n")
    for outcome, count in outcomes.most_common():
        print(f"{count:8} {outcome}")


if __name__ == "__main__":
    main()
