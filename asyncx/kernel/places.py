"""Where in the source something happened, and what things are called: never an address, never a value."""

import builtins
import gc
import os
import re
import sys
import types
from contextvars import Context
from functools import partial

from .signals import raised_by_handler
from .wire import INSTALLED

KERNEL = os.path.dirname(os.path.abspath(__file__)) + os.sep
_ADDRESS = re.compile(r"0x[0-9A-Fa-f]{4,}")
_PACKAGES = re.compile(r".*[/\\](?:site|dist)-packages[/\\]")
_MAX_TEXT = 4000
_GENERATOR_CALLS = {
    "async_generator_asend": "asend",
    "async_generator_athrow": "aclose",
    "anext_awaitable": "anext",
}
_PLAIN = frozenset([str, int, float, bool, type(None)])
_GROUPS = getattr(builtins, "BaseExceptionGroup", ())
_LOOP_FRAMES = frozenset(["_run_once", "_run"])


def names_of_code(modules):
    """Qualified names of all functions in `modules`, by code object, which has none up to 3.10."""
    names = {}

    def nested(code, name):
        if code in names:
            return
        names[code] = name
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                nested(constant, "%s.<locals>.%s" % (name, constant.co_name))

    def visit(value, home):
        value = getattr(value, "__func__", value)
        value = getattr(value, "fget", None) or value
        if isinstance(value, types.FunctionType) and value.__module__ == home:
            nested(value.__code__, value.__qualname__)

    for module in modules:
        for value in list(vars(module).values()):
            if isinstance(value, type) and value.__module__ == module.__name__:
                for member in list(vars(value).values()):
                    visit(member, module.__name__)
            else:
                visit(value, module.__name__)
    return names


class Places:
    """Turns frames, paths and texts into what a trace may hold: the same on every machine.

    `target` is the path of the traced program: its folder becomes the root of the names of its files.
    """

    def __init__(self, target):
        import asyncio

        from .features import QUALIFIED_CODE

        try:  # not asked for later: some tools forbid that in a loop, and the program may have gone elsewhere
            self._folder = os.getcwd()
        except OSError:
            self._folder = os.sep
        self.root = os.path.dirname(os.path.abspath(target)) + os.sep
        self.asyncio = os.path.dirname(os.path.abspath(asyncio.__file__)) + os.sep
        self.library = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
        self._names = {}
        self._qualified = QUALIFIED_CODE
        if not QUALIFIED_CODE:
            modules = [m for name, m in list(sys.modules.items()) if name.split(".")[0] == "asyncio" and m]
            self._names = names_of_code(modules)
        self._files = {}
        self.boundary = None
        """The code that runs a callback: whoever is behind it is the loop, not the cause."""
        self.runner = None
        """The code of ours, if any, that runs a loop whose callbacks may have no boundary."""

    def file(self, path):
        """The name of a source file: relative to the program, to site-packages or to the standard library."""
        name = self._files.get(path)
        if name is None:
            name = self._files[path] = self._file(path)
        return name

    def _file(self, path):
        if path.startswith("<"):
            return path
        full = os.path.normpath(os.path.join(self._folder, path))
        inside = os.sep + full[len(self.root) :] if full.startswith(self.root) else ""
        if inside and not _PACKAGES.match(inside):  # the program itself may be part of a package
            return inside[1:].replace(os.sep, "/")
        package = _PACKAGES.search(full)
        if package:
            return INSTALLED + full[package.end() :].replace(os.sep, "/")
        if full.startswith(self.library):
            return full[len(self.library) :].replace(os.sep, "/")
        return os.path.basename(full)

    def is_asyncio(self, code):
        """Whether a code object belongs to asyncio."""
        return code.co_filename.startswith(self.asyncio)

    def is_loop(self, code):
        """Whether a code object is where asyncio runs callbacks: whoever is behind it is the loop."""
        return code.co_name in _LOOP_FRAMES and self.is_asyncio(code)

    def is_edge(self, code):
        """Whether whoever is behind a frame of this code is the loop, or the one who runs it."""
        return code is self.boundary or code is self.runner or self.is_loop(code)

    def is_library(self, code):
        """Whether a code object belongs to the standard library, to the kernel, or to nothing on disk."""
        path = code.co_filename
        if path.startswith(("<", KERNEL)):  # even where the kernel lies in the folder of the program
            return True
        return self.is_standard(path)

    def is_standard(self, path):
        """Whether a file is of the standard library, asyncio's included."""
        return path.startswith(self.library) and not _PACKAGES.search(path)

    def function(self, code):
        """The name of a function: qualified for asyncio's own, bare for all others."""
        name = self._names.get(code)
        if name is None and self._qualified and self.is_asyncio(code):
            name = code.co_qualname
        return name or code.co_name

    def call(self, code, name):
        """Let a code object that stands for one of asyncio's have its name."""
        self._names[code] = name

    def at(self, code, line):
        """A line of source as [file, line, function]."""
        # The frames of a compiled module, such as uvloop's, stand at no line.
        return [self.file(code.co_filename), line or code.co_firstlineno, self.function(code)]

    def caller(self, frame):
        """(where, via) of what `frame` and its callers do; `where` is None inside a callback of the loop."""
        via = []
        while frame is not None:
            code = frame.f_code
            if code.co_filename.startswith(self.asyncio):
                if self.is_loop(code):
                    break
                if code.co_name != "_call_soon":
                    via.append(self.function(code))
            elif code is self.boundary:
                break
            elif not self.is_library(code):
                return self.at(code, frame.f_lineno), via
            frame = frame.f_back
        return None, via

    def text(self, text):
        """`text` without addresses and without the paths of this machine, cut at a fixed length."""
        text = str.__str__(text)  # of a subclass too
        if len(text) > _MAX_TEXT:
            text = text[:_MAX_TEXT] + "..."
        text = _ADDRESS.sub("0x...", text)
        for home in (self.root, self.library):
            text = text.replace(home, "")
        return text

    def error(self, error):
        """An exception as a record holds it; no code of the program's is run to find its message."""
        kind, module = _kind(error), type.__getattribute__(type(error), "__module__")
        made = {"type": kind, "message": self.text(message(error))}
        made["module"] = str.__str__(module) if isinstance(module, str) else ""
        cause, context = BaseException.__cause__.__get__(error), BaseException.__context__.__get__(error)
        if cause is not None:
            made["cause"] = _kind(cause)
        if context is not None and not BaseException.__suppress_context__.__get__(error):
            made["context"] = _kind(context)
        made.update(self._raised(BaseException.__traceback__.__get__(error)))
        return made

    def _raised(self, entry):
        """{"where"}: the innermost line of the program in a traceback; "by": the library's function below."""
        made = {}
        while entry is not None:
            code = entry.tb_frame.f_code
            if not self.is_library(code):
                made = {"where": self.at(code, entry.tb_lineno)}
            elif not code.co_filename.startswith(KERNEL):
                made["by"] = self.function(code)
            entry = entry.tb_next
        return made


def _kind(error):
    return type.__getattribute__(type(error), "__qualname__")


def own(thing, name):
    """An attribute that `thing` or its class really has, else None; runs no `__getattr__`."""
    try:
        return object.__getattribute__(thing, name)
    except AttributeError:
        return None
    except Exception as error:  # of a property
        if raised_by_handler(error):
            raise
        return None


def _name(thing):
    name = own(thing, "__qualname__") or own(thing, "__name__")
    return name if isinstance(name, str) else type.__getattribute__(type(thing), "__qualname__")


def callback_name(callback):
    """The name of a callback, through partials and bound methods."""
    for _ in range(10):
        if issubclass(type(callback), partial):
            inner = callback.func
            if type(inner) is types.BuiltinMethodType and type(inner.__self__) is Context and callback.args:
                inner = callback.args[0]  # to_thread(f) gives Context.run(f)
            callback = inner
        elif issubclass(type(callback), types.MethodType):
            callback = callback.__func__
    return _name(callback)


def generator_behind(awaited):
    """The async generator behind its __anext__() or aclose(), which show it to the garbage collector only."""
    if type(awaited).__name__ in _GENERATOR_CALLS:
        for referent in gc.get_referents(awaited):
            if isinstance(referent, types.AsyncGeneratorType):
                return referent
    return awaited


def coroutine_name(coro):
    """The name of a coroutine's function, without the functions around it."""
    generator = generator_behind(coro)
    if generator is not coro:
        return coroutine_name(generator) + "." + _GENERATOR_CALLS[type(coro).__name__]
    return _name(coro).rsplit("<locals>.", 1)[-1]


def message(error):
    """What str(error) says if no code of the program's makes it, else ""."""
    kind = type(error)
    written_in_c = not isinstance(type.__getattribute__(kind, "__str__"), types.FunctionType)
    plain = all(type(value) in _PLAIN for value in BaseException.args.__get__(error))
    try:
        return str(error) if written_in_c and (plain or issubclass(kind, _GROUPS)) else ""
    except Exception:  # a number of too many digits
        return ""


def strip(error):
    """Take the kernel's own frames out of the traceback of `error`, and of the exceptions behind it."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        entries, entry = [], error.__traceback__
        while entry is not None:
            if not entry.tb_frame.f_code.co_filename.startswith(KERNEL):
                entries.append(entry)
            entry = entry.tb_next
        following = None
        for entry in reversed(entries):
            entry.tb_next = following
            following = entry
        error.__traceback__ = following
        error = error.__cause__ or error.__context__
