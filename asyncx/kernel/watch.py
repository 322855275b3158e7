"""The recorder of a watched program: records go into slots, and what is frequent costs little.

Rare records (cancellations, loops, threads, jobs, warnings ...) come from the same hooks as those of a
scenario, as JSON inside slots; the frequent ones are written by `light`.
"""

import json
from _thread import _local, get_ident

from . import slots
from .entries import Entries
from .recorder import Recorder
from .slots import IDLE, JSON, SITE, SLOT, STEP, TEXT, USABLE, WAIT, now
from .states import State, get_native_id

_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode

_LARGEST = slots.CHUNK // 2
"""Bytes of a payload; a larger one is no use to anybody."""

_LONGEST_JSON = _LARGEST // 2
"""Characters of JSON in a text, which is written as JSON once more: each of them is two then at most."""

_KEPT = frozenset(["run.start", "loop.new", "loop.run", "thread.new", "thread.run", "task.names"])
_MOST_TEXTS = 10_000
"""So many are remembered; a program may give each task a name of its own."""


class Watch(Recorder):
    """Recorder whose records go into the slots of a `slots.File`."""

    def __init__(self, file, clock):
        self.local = _local()
        self.states = {}
        self.left = []
        """States of threads that have ended while tasks of theirs waited."""
        self.file = file
        self.texts = {}
        self._site_count = self._text_count = 0
        super().__init__(file, clock)
        self.tasks = Entries()

    def writer(self, file, clock):
        """The writer of this recorder."""
        return SlotWriter(self)

    # threads

    def state(self):
        """The state of the running thread, a new one when it has none."""
        try:
            return self.local.state
        except AttributeError:
            number = self.thread()
            state = self.local.state = State(number, self.file.page(number), get_native_id())
            self.states[get_ident()] = state
            return state

    def runs(self, loop):
        """The running thread runs `loop` from now on, or (None) no loop any more."""
        state = self.state()
        if state.loop is not None:
            _mark(state.loop, None)
        state.loop, state.cause = loop, 0
        if loop is not None:
            state.head = self.loop_number(loop) << 16
            state.idle = state.head | IDLE
            _mark(loop, state)

    def release(self):
        """The running thread ends; its identifier may be used again."""
        super().release()
        state = self.states.pop(get_ident(), None)
        if state is not None and (state.steps or state.waiting):
            self.left.append(state)

    def enter(self, number):
        """Make slot `number` the cause of what this thread does next; returns what to give to `leave`."""
        state = self.state()
        previous, state.cause = state.cause, number or 0
        return previous

    def leave(self, previous):
        """Restore the cause that `enter` replaced."""
        self.state().cause = previous or 0

    def emit(self, kind, fields, because=0):
        """Write a record; `because` is the current cause unless given.  Returns its number."""
        if not self.live:
            return None
        self.flush()
        if because == 0:
            because = self.state().cause
        return self._writer.write(kind, because, fields)

    # slots

    def slot(self, state):
        """(page, slot) of one slot."""
        page = state.page
        slot = page.at
        page.at = slot + 1
        return (page, slot) if slot < USABLE else self.reserve(state)

    def loop_number(self, loop):
        """The small number of a loop, as `loops.of`."""
        try:
            number = loop._asyncx_number
        except AttributeError:
            number = None
        return number if type(number) is int else self.loops.of(loop) or 0  # a mock has every attribute

    def reserve(self, state, count=1):
        """(page, slot) of so many slots in a row."""
        while True:
            page = state.page
            first = page.at
            page.at = first + count
            if page.at <= USABLE:
                return page, first
            state.gather()
            state.page = self.file.page(state.number, None if state.kept is state else page)
            if state.kept is not state:
                state.texts.clear()

    def put(self, head, cause=0, a=0, b=0, c=0, payload=b"", keep=False):
        """Write one slot and its payload; `head` is kind | flag << 8 | loop << 16 | subject << 32.

        `keep` is for what is written once and needed as long as the trace.
        """
        state = self.state()
        state.row.code = None
        if keep and self.file.ring is not None:
            state = self._kept(state)
        page, slot = self.reserve(state, 1 + (len(payload) + 31) // 32)
        at = slot * 32
        if payload:
            page.buffer[at + 32 : at + 32 + len(payload)] = payload
        kind, flag, loop, subject = head & 255, head >> 8 & 255, head >> 16 & 65535, head >> 32
        SLOT.pack_into(page.buffer, at, kind, flag, loop, subject, now(), cause, a, b, c)
        return page.base + slot

    def _kept(self, state):
        if state.kept is None:
            state.kept = kept = State(state.number, self.file.page(state.number))
            kept.kept = kept
        return state.kept

    def text(self, text, keep=False, most=_LARGEST // 8):
        """The number of a text, of which the first `most` characters are written down the first time."""
        texts = self.texts
        if self.file.ring is not None:
            texts = (self._kept(self.state()) if keep else self.state()).texts
        number = texts.get(text)
        if number is None:
            with self.file.lock:
                if len(texts) >= _MOST_TEXTS:
                    texts.clear()
                self._text_count = number = self._text_count + 1
                texts[text] = number
            payload = _encode(text[:most]).encode("ascii")
            self.put(TEXT | number << 32, 0, len(payload), payload=payload, keep=keep)
        return number

    def site(self, described):
        """Write a place, [file, line, function, [via]], and return the number that it gets."""
        with self.file.lock:
            self._site_count = number = self._site_count + 1
        payload = _encode(described).encode("ascii")
        self.put(SITE | number << 32, 0, len(payload), payload=payload, keep=True)
        return number

    def json(self, value, shorter=None):
        """The number of a value that is written as JSON; `shorter` is written when it is too long, or {}."""
        text = _encode(value)
        if len(text) > _LONGEST_JSON:
            return self.json(shorter or {})
        return self.text(text, most=_LONGEST_JSON)

    def wait(self, entry, on, stack):
        """Write what a task waits for, after its step has said that it does."""
        if "future" in on:
            on["future"] = 1  # its number is in no other record, and the same texts are written once
        described = self.json({"on": on, "stack": stack}, {"on": on})
        self.put(entry.head ^ STEP ^ WAIT, entry.wait, 0, described)
        entry.wait = -1

    # the way out

    def end(self, why, kind="kernel"):
        """Record nothing from here on, and say why: also when there is no room for it."""
        words = _encode({"kind": kind, "message": why[:300]}).encode("ascii")
        # On the page of any thread: there may be no room for one of this thread's.
        states = [getattr(self.local, "state", None), *self.states.values()]
        any(self._last_words(state, words) for state in states)
        self.stop()

    def _last_words(self, state, words):
        try:
            self.file.last_words(state.page, words)
        except Exception:
            return False
        return True

    def stop(self):
        """Take out every hook; whatever still runs writes nowhere."""
        super().stop()
        self.file.close()


class SlotWriter:
    """Writes rich records as JSON inside slots."""

    def __init__(self, recorder):
        self._recorder = recorder

    def write(self, kind, because, fields):
        """Write one record and return its number."""
        body = {"kind": kind}
        for name, value in fields.items():
            if value is not None:
                body[name] = value
        try:
            payload = _encode(body).encode("ascii")
        except TypeError:  # mocks have the attributes of what they mock, but not their types
            payload = _encode({name: body[name] for name in body if _is_plain(body[name])}).encode("ascii")
        if len(payload) > _LARGEST:
            payload = _encode({"kind": "kernel", "message": "a record was too large: " + kind}).encode()
        return self._recorder.put(JSON, because or 0, len(payload), payload=payload, keep=kind in _KEPT)


def _mark(loop, state):
    """Let the statements in asyncio's functions find the state of the thread that runs `loop`."""
    try:
        object.__setattr__(loop, "_asyncx_state", state)
    except (AttributeError, TypeError):  # one that is written in C, and hooked otherwise
        pass


def _is_plain(value):
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))
    if type(value) is dict:
        return all(map(_is_plain, value.values()))
    return value is None or type(value) in (str, int, bool)
