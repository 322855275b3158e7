"""Entry of the traced interpreter: `python <this file> CONFIG`, CONFIG being one JSON object.

Loads its folder as a private package, so that nothing of asyncx has to be importable here and none
of its file names can hide a module of the traced program.
"""

import importlib.util
import json
import os
import sys


def load():
    """Import this folder as `_asyncx_kernel`, after taking it off `sys.path`; return its `target` module."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != here]
    spec = importlib.util.spec_from_file_location(
        "_asyncx_kernel", os.path.join(here, "__init__.py"), submodule_search_locations=[here]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["_asyncx_kernel"] = package
    spec.loader.exec_module(package)
    return importlib.import_module("_asyncx_kernel.target")


if __name__ == "__main__":
    sys.exit(load().main(json.loads(sys.argv[1])))
