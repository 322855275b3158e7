"""What a ring must not lose of the tasks that live when the page is written over that has it.

That is how a task is called and where it was made, and what it waits for when it has not run since.  Both
go into the page that takes the place of the old one, so they take no more room than they did there.
"""

import json

from .slots import (
    JSON,
    KNOWN,
    OUTCOME_AT,
    RETURNED,
    SITE,
    SIZE,
    SLOT,
    STEP,
    STOOD,
    TASK,
    TASK_END,
    TEXT,
    TIMER,
    WAIT,
)

_LENGTH_AT = {TEXT: 6, SITE: 6, JSON: 6, WAIT: 6, TIMER: 8}
_OF_TASKS = frozenset([TASK, KNOWN, WAIT, STOOD, STEP, TASK_END])
_NAMED = b'{"kind":"task.name"'
_NAMES = 1 << 30
"""The numbers of texts that are names of tasks begin here; there are never so many others."""


class Carried:
    """Takes pages in the order in which they are written over.

    `_slots` has where the slots are that were carried, by their kind and the task: each is emptied when what
    it says is over.  `_names` has the names that are texts.  Of a task that was freed before it ended nobody
    hears, and it stays.
    """

    def __init__(self):
        self._slots = {}
        self._names = {}

    def over(self, old, buffer):
        """Fill the empty `buffer` with what goes on of `old`; returns the place of its first free slot."""
        kinds, outcomes = old[::SIZE], old[OUTCOME_AT::SIZE]
        found, texts = {}, {}
        at = 1
        while at < len(kinds):
            kind, start, size = kinds[at], at * SIZE, 0
            if kind in _LENGTH_AT:
                row = SLOT.unpack_from(old, start)
                size = row[_LENGTH_AT[kind]]
                payload = old[start + SIZE : start + SIZE + size]
                if kind == TEXT:
                    texts[row[3]] = payload
                elif payload.startswith(_NAMED):
                    self._renamed(json.loads(payload), found)
            if kind in _OF_TASKS:
                slot = old[start : start + SIZE]
                task = int.from_bytes(slot[4:8], "little")
                if kind in (TASK, KNOWN):
                    found[KNOWN, task] = slot
                elif kind in (WAIT, STOOD):
                    found[STOOD, task] = slot
                else:
                    self._taken(found, STOOD, task)
                    if kind == TASK_END or outcomes[at] == RETURNED:
                        self._taken(found, KNOWN, task)
                        self._names.pop(task, None)
            at += 1 + (size + SIZE - 1) // SIZE
        return self._fill(buffer, found, texts)

    def _renamed(self, record, found):
        task, name = record["task"], json.dumps(record["name"]).encode("ascii")
        slot = self._taken(found, KNOWN, task)
        if slot is not None:
            self._names[task] = name
            found[KNOWN, task] = slot

    def _taken(self, found, kind, task):
        """What was found, or carried before, and is not carried on; None where there is nothing."""
        slot = found.pop((kind, task), None)
        buffer, at = self._slots.pop((kind, task), (None, 0))
        if buffer is not None:
            try:
                slot = slot or buffer[at : at + SIZE]
                buffer[at] = 0
            except ValueError:  # its page is not there any more
                pass
        return slot

    def _fill(self, buffer, found, texts):
        at = SIZE
        for (kind, task), slot in found.items():
            row = list(SLOT.unpack(slot))
            row[0] = kind
            text, number = None, row[8] if kind == KNOWN else row[7]
            if kind == STOOD:
                text = texts.pop(number, None)
            elif number in texts and number < _NAMES:
                self._names.setdefault(task, texts[number])
            if kind == KNOWN and task in self._names:
                text, number = self._names[task], _NAMES | task % _NAMES
                row[8] = number
            self._slots[kind, task] = buffer, at
            SLOT.pack_into(buffer, at, *row)
            at += SIZE
            if text is not None:
                SLOT.pack_into(buffer, at, TEXT, 0, 0, number, row[4], 0, len(text), 0, 0)
                buffer[at + SIZE : at + SIZE + len(text)] = text
                at += SIZE + (len(text) + SIZE - 1) // SIZE * SIZE
        return at // SIZE
