"""Calls in all shapes, and what `called` says of each: it is asked by what is called."""

import importlib.util
import sys
from pathlib import Path

FILE = Path(__file__).parents[3] / "asyncx" / "kernel" / "called.py"
spec = importlib.util.spec_from_file_location("called_alone", FILE)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)


class Thing:
    def call(self, *args, **options):
        frame = sys._getframe(1)
        print(module.called(frame.f_code, frame.f_lasti))
        return self

    def __enter__(self):
        return self.call()

    def __exit__(self, *error):
        pass


thing = Thing()
thing.part = thing
call = thing.call
many = {"one": thing}
thing.call(0.15)
call(1)


def in_a_function(local, *args):
    def nested():
        local.part.call(1)
        thing.call(lambda: 3)

    thing.call(0.1, key=3)
    local.part.call(*args)
    local.part.call(*args, **many)
    local.part.call(str(1), repr(2))
    local.part.call(x=str(1), y=[1, 2, 3])
    thing.call(f"{args} and {local!r}")
    inner = lambda given: given.call(1)  # noqa: E731
    inner(local)
    nested()
    for number in range(1):
        thing.call(number)


def of_no_name(local):
    thing.call(1 if local else 2)
    many["one"].call(1)
    local.call(1).call(2)
    with local:
        pass


in_a_function(thing, 1, 2)
print("of no name:")
of_no_name(thing)
