"""`asyncx run` is the program and nothing else: what it sees, prints and ends with is the same as bare."""

from __future__ import annotations

import re
import textwrap
import zipfile

import pytest

from asyncx.runs import interpreters, versions

from . import scripts, scripts_of_asyncio
from .bare import Place, Ran

ADDRESS = re.compile(r"0x[0-9a-f]+")


def plain(text: str) -> list[str]:
    return ADDRESS.sub("0x", text).splitlines()


def same(bare: Ran, watched: Ran) -> None:
    """The same in everything; addresses aside."""
    assert plain(watched.out) == plain(bare.out)
    assert plain(watched.err) == plain(bare.err)
    assert watched.code == bare.code


PROGRAMS = {**scripts.PROGRAMS, **scripts_of_asyncio.PROGRAMS}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_script(place: Place, name: str) -> None:
    """Arguments, streams, tracebacks, the exit code, and everything that a program can look at."""
    place.write("program.py", textwrap.dedent(PROGRAMS[name]).strip() + "\n")
    call = ["program.py", "-h", "--check"]
    bare = place.bare(*call, stdin="one\ntwo\nthree\n")

    same(bare, place.watched(*call, stdin="one\ntwo\nthree\n"))


NUMBERS = """
import asyncio, os, socket
async def main():
    one, other = socket.socketpair()
    print(one.fileno(), os.pipe(), os.open("/dev/null", os.O_RDONLY))
    for _ in range(9000):
        await asyncio.sleep(0)
    print(os.dup(0))
asyncio.run(main())
"""


@pytest.mark.parametrize("detail", ["tasks", "steps", "stacks"])
def test_the_numbers_of_descriptors(place: Place, detail: str) -> None:
    """Up to 3.12 each part of the trace that is mapped keeps one of the numbers."""
    if versions.key(interpreters.resolve(place.python).version) < (3, 13):
        pytest.skip("a mapping has a descriptor of its own")
    place.write("program.py", NUMBERS)

    same(place.bare("program.py"), place.watched("program.py", detail=detail))


def test_the_end_of_the_interpreter(place: Place) -> None:
    """Nothing of ours runs any more when it takes itself apart: that would crash it now and then."""
    place.write("program.py", "import asyncio; asyncio.run(asyncio.sleep(0))")

    assert [place.watched("-X", "dev", "program.py").code for _ in range(15)] == [0] * 15


MAIN = """
import asyncio, sys
print(__name__, __package__, __spec__ and __spec__.name, __file__, sys.argv, sys.path[0])
async def main(): %s
asyncio.run(main())
"""


@pytest.mark.parametrize("body", ["print('ran')", "1 / 0", "sys.exit(3)"])
def test_a_module_and_a_package(place: Place, body: str) -> None:
    """`-m` finds them in the current folder, and the tracebacks have runpy's lines."""
    place.write("pack/__init__.py", "print('package', __name__)")
    place.write("pack/__main__.py", MAIN % body)
    place.write("pack/inner.py", MAIN % body)

    for name in ("pack", "pack.inner"):
        same(place.bare("-m", name, "-q", "x"), place.watched("-m", name, "-q", "x"))


@pytest.mark.parametrize("name", ["nothing", "pack.nothing", "pack", "json.nothing", "..x", "os.path"])
def test_a_module_that_is_not_there(place: Place, name: str) -> None:
    """Python's own words, and its exit code."""
    place.write("pack/__init__.py", "")

    same(place.bare("-m", name), place.watched("-m", name))


def test_a_folder_and_a_zip_file(place: Place) -> None:
    """Both have a __main__.py that imports its neighbour."""
    place.write("app/__main__.py", "import other\n" + MAIN % "1 / 0")
    place.write("app/other.py", "print(__file__)")
    with zipfile.ZipFile(place.folder / "app.pyz", "w") as archive:
        for name in ("__main__.py", "other.py"):
            archive.write(place.folder / "app" / name, name)

    for name in ("app", "app.pyz"):
        same(place.bare(name, "a"), place.watched(name, "a"))


def test_a_script_behind_a_link(place: Place) -> None:
    """Its neighbours are those of the file that the link names."""
    place.write("real/program.py", "import other\n" + MAIN % "print(other.__file__)")
    place.write("real/other.py", "")
    (place.folder / "link.py").symlink_to("real/program.py")

    same(place.bare("link.py"), place.watched("link.py"))


def test_a_script_from_stdin(place: Place) -> None:
    """`asyncx run -` is `python -`."""
    text = MAIN.replace("__file__, ", "") % "1 / 0"

    same(place.bare("-", "a", stdin=text), place.watched("-", "a", stdin=text))


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_children_of_multiprocessing(place: Place, method: str) -> None:
    """They run the main file again, and none of them is watched."""
    place.write(
        "program.py",
        textwrap.dedent(f"""
            import asyncio, multiprocessing, os, sys
            print(__name__, __file__ == sys.modules[__name__].__file__, flush=True)
            async def main(n):
                await asyncio.sleep(0.001)
                return n, __name__, sorted(n for n in os.environ if n.startswith("ASYNCX_W"))
            def work(n):
                return asyncio.run(main(n))
            if __name__ == "__main__":
                asyncio.run(main(0))
                sys.stdout.flush()
                with multiprocessing.get_context({method!r}).Pool(1) as pool:
                    print(pool.map(work, range(3)))
                    pool.close()
                    pool.join()
        """),
    )

    bare, watched = place.bare("-W", "ignore", "program.py"), place.watched("-W", "ignore", "program.py")
    assert sorted(watched.out.splitlines()) == sorted(
        bare.out.splitlines()
    )  # that of the child comes when it may
    assert (watched.err, watched.code) == (bare.err, bare.code)


@pytest.mark.parametrize(
    "name", ["asyncio", "json", "queue", "mmap", "textwrap", "types", "program", "watch"]
)
def test_a_file_with_the_name_of_a_module_that_we_need(place: Place, name: str) -> None:
    """What goes wrong because of it goes wrong as ever, and what goes well, too."""
    place.write(f"{name}.py", f"print('the {name} of the program')\nNAME = 1\n")
    place.write(
        "start.py",
        textwrap.dedent(f"""
            import asyncio
            import {name}
            print(getattr({name}, "NAME", None))
            async def main():
                await asyncio.sleep(0)
            asyncio.run(main())
        """),
    )

    same(place.bare("start.py"), place.watched("start.py"))


def test_the_program_keeps_its_own_sitecustomize(place: Place) -> None:
    """The one on PYTHONPATH is imported; PYTHONPATH itself is as it was."""
    place.write("lib/sitecustomize.py", "import sys; print('site', __file__); sys.custom = True")
    place.write("lib/usercustomize.py", "print('user')")
    place.write(
        "program.py", "import asyncio, os, sys; print(os.environ['PYTHONPATH'], sys.path, sys.custom)"
    )
    other = Place(place.folder, place.home, place.python, place.environment(PYTHONPATH="lib:"))

    same(other.bare("program.py"), other.watched("program.py"))


def test_a_sitecustomize_that_fails(place: Place) -> None:
    """`site` says so in its own words."""
    place.write("lib/sitecustomize.py", "1 / 0")
    place.write("program.py", "import asyncio; print('ran')")
    other = Place(place.folder, place.home, place.python, place.environment(PYTHONPATH="lib"))

    same(other.bare("program.py"), other.watched("program.py"))


@pytest.mark.parametrize(
    "flags",
    [["-O"], ["-X", "dev"], ["-B", "-u", "-s"], ["-W", "error"], ["-OO", "-q"], ["-I"], ["-S"], ["-E"]],
)
def test_options_of_python(place: Place, flags: list[str]) -> None:
    """A command may be Python itself, with options of its own; some of them keep us out."""
    place.write(
        "program.py",
        "import sys, asyncio; print(sys.flags, sys.argv, sys._xoptions); asyncio.run(asyncio.sleep(0))",
    )

    bare, watched = place.bare(*flags, "program.py", "a"), place.watched(*flags, "program.py", "a")
    closed = bool({"-I", "-S", "-E"}.intersection(flags))

    assert (watched.notes, watched.trace is None) == (() if closed else ("begun",), closed)
    same(bare, watched)
