"""What `site` imports in a watched interpreter, before the program: readies the kernel, and gives way.

The program is then run by the interpreter itself, as ever: there is nothing of ours below it.  This folder
was put in front of PYTHONPATH; all traces of that are removed here, so children are not watched.  What runs
afterwards is the `sitecustomize` that would have been found without us, or the same lack of one.
"""

import os
import sys


def _begin():
    environ, here = os.environ, os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if path != here]
    sys.path_importer_cache.pop(here, None)
    config = environ.pop("ASYNCX_WATCH", None)
    if config is None:
        return  # another interpreter in the same process
    before = environ.pop("ASYNCX_PYTHONPATH", None)
    if before is None:
        environ.pop("PYTHONPATH", None)
    else:
        environ["PYTHONPATH"] = before
    if sys.version_info >= (3, 8) and sys.implementation.name == "cpython":
        import _frozen_importlib
        import _frozen_importlib_external

        # By its path, and not as a module of a package: nothing else is loaded until asyncio is.
        path = os.path.join(os.path.dirname(here), "program.py")
        spec = _frozen_importlib_external.spec_from_file_location("_asyncx_program", path)
        _frozen_importlib._load(spec).wait(config)


try:
    _begin()
except Exception:  # the program comes first; asyncx notices that nobody answered
    pass
sys.modules.pop("sitecustomize", None)
import sitecustomize  # noqa: E402, F401
