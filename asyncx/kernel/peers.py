"""Whom a connection leads to, and how many wait at an event, a semaphore or a condition."""

import asyncio

from .places import own
from .queues import waiting

_TRANSPORT = ("_transport", "transport")
_SIMPLE = (asyncio.Event, asyncio.Condition, asyncio.Semaphore)


class Peers:
    """Describes what streams, events and semaphores tell of themselves; calls none of their methods.

    Unless `addresses` is true peers have none: the port of a client is another one in each run.
    """

    def __init__(self, addresses):
        self._addresses = addresses

    def describe(self, thing, on):
        """A task waits for `thing`."""
        kind = type(thing)
        if issubclass(kind, _SIMPLE):
            self._waiters(thing, on)
            return
        for name in _TRANSPORT if self._addresses else ():
            peer = address(own(own(own(thing, name), "_extra"), "get"))
            if peer:
                on["peer"] = peer
                return

    def _waiters(self, thing, on):
        count = waiting(own(thing, "_waiters"))
        value = own(thing, "_value")
        found = {"waiters": count or None, "value": value if type(value) is int else None}
        on["counts"] = {name: count for name, count in found.items() if count is not None}


def address(get):
    """What a transport knows of its peer, as "host:port"; None when it does not say."""
    peer = get("peername") if callable(get) else None
    if type(peer) is tuple and len(peer) > 1 and type(peer[0]) is str and type(peer[1]) is int:
        return ("[%s]:%d" if ":" in peer[0] else "%s:%d") % peer[:2]
    return None
