"""uvloop where its loops are not hooked: at --detail stacks, and on the virtual clock."""

import sys

from .program import Finder, follow


def install(recorder):
    """Record that the program imports uvloop, so that nobody takes silence for calm."""

    def imported():
        if recorder.live:
            recorder.guard(recorder.emit, "unseen", {"what": "uvloop"}, None)

    if "uvloop" not in sys.modules:
        finder = Finder("uvloop", lambda spec: follow(spec.loader, imported))
        sys.meta_path.insert(0, finder)
        recorder.undo(finder.remove)
