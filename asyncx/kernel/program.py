"""The watched program: waits until it imports asyncio, hooks it then, and says how the program ended.

A program that does not use asyncio is left quite alone, and one whose own file is called asyncio.py, or
like another module of the standard library, meets the same surprise as without us.
"""

import atexit
import os
import sys
from _frozen_importlib_external import PathFinder
from _thread import get_ident

_HERE = os.path.dirname(os.path.abspath(__file__))
_IMPORTLIB = "<frozen importlib._bootstrap_external>"


def wait(text):
    """Hook asyncio as soon as it is imported.

    `text` is of three lines: "now" or "later", for who cannot wait; the path of the file for notes; and
    the configuration in JSON.
    """
    when, notes, config = text.split("\n", 2)
    program = _Program(notes, config)
    program.note("begun")
    atexit.register(program.ended)  # the first to be registered is the last to be called
    if "asyncio" in sys.modules or when == "now":
        program.begin()
    else:
        sys.meta_path.insert(0, Finder("asyncio", program.found))


class _Program:
    def __init__(self, notes, config):
        self._notes, self._config = notes, config
        self._pid = os.getpid()
        self._recorder = None
        self._begun = False
        library = os.path.dirname(os.path.abspath(os.__file__))
        self.library = [library, os.path.join(library, "lib-dynload")]

    def note(self, line):
        """Tell asyncx something that does not go into the trace; whatever is wrong with it is not said."""
        try:
            fd = os.open(self._notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                os.write(fd, line.encode("utf-8", "replace") + b"\n")
            finally:
                os.close(fd)
        except Exception:
            pass

    def begin(self):
        """Install the hooks; does nothing in a process that was forked off."""
        if self._begun or os.getpid() != self._pid:
            return
        self._begun = True
        try:
            self._recorder = self._install()
        except Exception as error:
            self.note("failed %s: %s" % (type(error).__name__, error))

    def _install(self):
        known = set(sys.modules)
        finder = _Library(self.library)
        sys.meta_path.insert(0, finder)
        try:
            import json

            config = json.loads(self._config)
            install = _kernel(config)
            return install(config)
        finally:
            sys.meta_path.remove(finder)
            _give_back(set(sys.modules) - known)

    def found(self, spec):
        """The module asyncio is about to be loaded from `spec`."""
        if (spec.origin or "").startswith(self.library[0] + os.sep):
            follow(spec.loader, self.begin)
        else:
            self.note("other %s" % spec.origin)

    def ended(self):
        """Say what ended the program; called after all that it has registered with atexit."""
        recorder = self._recorder
        if recorder is None or not recorder.live or os.getpid() != self._pid:
            return
        recorder.guard(self._end, recorder)

    def _end(self, recorder):
        # Set by the interpreter when it has printed the error that ended the program.
        error = getattr(sys, "last_exc", None) or getattr(sys, "last_value", None)
        described = None if error is None else recorder.places.error(error)
        if recorder.finish is not None:
            recorder.finish()
        recorder.emit("run.end", {"how": "returned" if error is None else "raised", "error": described}, None)


class Finder:
    """Stands in `sys.meta_path` until the module `name` is looked for; then calls `follow` with its spec."""

    def __init__(self, name, follow):
        self._name, self._follow = name, follow

    def find_spec(self, name, path=None, target=None):
        """The spec of the module, as the other finders find it; None for all others."""
        if name != self._name:
            return None
        self.remove()
        for finder in list(sys.meta_path):
            find = getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find is not None else None
            if spec is not None:
                self._follow(spec)
                return spec
        return None

    def remove(self):
        """Look no longer."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)


def follow(loader, begin):
    """Let `loader` call `begin` when it has loaded its module."""
    if loader is not None and vars(loader) and "exec_module" not in vars(loader):
        loader.exec_module = _calling(loader, begin)


def _calling(loader, begin):
    """Another `exec_module` for `loader`, to be used once; it calls `begin` when it is done."""
    from _frozen_importlib import _call_with_frames_removed

    def exec_module(module):
        del loader.exec_module
        _call_with_frames_removed(loader.exec_module, module)
        begin()

    # An error that comes out of the import is printed without the frames of the import system.
    exec_module.__code__ = exec_module.__code__.replace(co_filename=_IMPORTLIB)
    return exec_module


class _Library:
    """Finds the modules that the kernel needs in the standard library, whatever else has their names."""

    def __init__(self, path):
        self._path = path
        self._thread = get_ident()

    def find_spec(self, name, path=None, target=None):
        """The spec of a module at the top; for others, and other threads, None."""
        if path is not None or get_ident() != self._thread:
            return None
        return PathFinder.find_spec(name, self._path)


def _give_back(names):
    """Forget the modules that we have loaded and the program would find elsewhere."""
    tops = {name.partition(".")[0] for name in names} - {"_asyncx_kernel"}
    for top in tops & names:
        ours = getattr(sys.modules[top], "__spec__", None)
        theirs = PathFinder.find_spec(top)
        if ours and theirs and os.path.realpath(theirs.origin or "") != os.path.realpath(ours.origin or ""):
            for name in names:
                if name.partition(".")[0] == top:
                    sys.modules.pop(name, None)


def _kernel(config):
    """Load this folder as a package that nothing can mistake for its own; returns what installs the hooks."""
    from importlib import import_module
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(
        "_asyncx_kernel", os.path.join(_HERE, "__init__.py"), submodule_search_locations=[_HERE]
    )
    package = module_from_spec(spec)
    sys.modules["_asyncx_kernel"] = package
    spec.loader.exec_module(package)
    if config["clock"] == "virtual":
        return import_module("_asyncx_kernel.target").begin
    return import_module("_asyncx_kernel.watching").install
