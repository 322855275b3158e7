"""Replaced attributes of modules and classes, and the way back."""

import sys
from functools import update_wrapper
from types import ModuleType

_HOME = __name__.rpartition(".")[0]


class Patches:
    """Remembers what was replaced; `undo` puts it back wherever nobody else replaced it since."""

    def __init__(self):
        self._done = []
        self._functions = {}

    def set(self, holder, name, new):
        """Replace an attribute, and return what it was."""
        old = vars(holder)[name]
        setattr(holder, name, new)
        self._done.append((holder, name, old, new))
        return old

    def method(self, holder, name, make):
        """Replace a method by make(old), which takes over its name and docstring; returns the old one."""
        old = vars(holder)[name]
        return self.set(holder, name, update_wrapper(make(old), old))

    def function(self, module, name, new):
        """Replace a module's function; the new one can be pickled, and names itself like the old one."""
        old = self.set(module, name, update_wrapper(new, vars(module)[name]))
        self._functions[id(old)] = new

    def spread(self):
        """Replace those functions too where modules have imported them by name."""
        for module in list(sys.modules.values()):
            if not isinstance(module, ModuleType) or module.__name__.startswith(_HOME):
                continue
            if self._functions.keys().isdisjoint(map(id, vars(module).values())):
                continue  # said at C's speed; that is most of them
            for name, value in list(vars(module).items()):
                new = self._functions.get(id(value))
                if new is not None and new is not value:
                    self.set(module, name, new)

    def undo(self):
        """Put everything back; again does nothing."""
        while self._done:
            holder, name, old, new = self._done.pop()
            if vars(holder).get(name) is new:
                setattr(holder, name, old)
