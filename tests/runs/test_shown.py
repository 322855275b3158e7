"""`asyncx show` and `-o`: a run is kept, and shown again."""

from __future__ import annotations

import shutil

import pytest

from .bare import Place, copied, lines_with


def test_the_last_run_is_shown_again(here: Place) -> None:
    """What the report offers works when it is typed, and says the same."""
    ran = here.asyncx("run", copied(here, "shop.py"))
    offered = [
        words.strip()
        for line in ran.err.splitlines()
        if line.startswith((" Trace ", " Why "))
        for words in line.split("    ")
        if words.strip().startswith("asyncx ")
    ]
    assert len(offered) == 5
    quiet = Place(here.folder, here.home, here.python, here.environment(BROWSER="true"))
    for command in offered:
        shown = quiet.asyncx(*command.split()[1:])
        if "--step" in command:
            assert "--step needs a" in shown.err
        else:
            assert (shown.code, "error" in shown.err) == (0, False), command
    advice = "      --check makes findings fail the command"
    assert here.asyncx("show").out.strip() == ran.err.replace(advice, "").strip()


def test_why_a_finding_came_about(here: Place) -> None:
    """The chain of causes of each finding; a number that there is not is an error."""
    here.asyncx("run", "-q", copied(here, "shop.py"))
    for number in ("1", "2", "3"):
        shown = here.asyncx("show", number)
        assert (shown.code, shown.err) == (0, "")
        assert " Why\n 1 " in shown.out
        assert f" finding {number} of 3 in shop.py" in shown.out
    assert here.asyncx("show", "9").err.startswith("error: there is no finding 9: the run has 3 findings\n")
    assert here.asyncx("show", "9").code == 2
    assert here.asyncx("show", "0").err.startswith("error: there is no finding 0: the run has 3 findings\n")


def test_the_runs_that_are_kept_are_listed(here: Place) -> None:
    """The last first, each with the file to show it by."""
    here.asyncx("run", "-q", copied(here, "tidy.py"), "3")
    here.asyncx("run", "-q", copied(here, "shop.py"))
    last, first = here.asyncx("show", "--list").out.splitlines()

    assert ("shop.py   exited 0" in last, "tidy.py   exited 3" in first) == (True, True)
    assert "tidy.py exited 3" in here.asyncx("show", first.split("   ")[-1]).out


ORPHANED = """
import asyncio

async def holder(lock):
    await lock.acquire()
    await asyncio.sleep(0.03)

async def wanter(lock):
    async with lock:
        pass

async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.ensure_future(each(lock)) for each in (holder, wanter)]
    await asyncio.wait(tasks, timeout=0.1)

asyncio.run(main())
"""


def test_why_a_lock_was_orphaned(place: Place) -> None:
    """The chain ends where its holder did, who came after those that wait for it in vain."""
    place.write("program.py", ORPHANED)
    place.asyncx("run", "-q", "--python", place.python, "program.py")
    told = place.asyncx("show", "1").out

    assert "lock-orphaned   holder ended at" in told
    assert "holder awaits sleep(0.03)" in told
    assert "holder returns" in told


def test_what_cannot_be_shown_is_not_passed_over(here: Place) -> None:
    """Code beside what happened there is for scenarios, and a trace is not written over itself."""
    here.asyncx("run", "-q", "-o", "run.asyncx", copied(here, "tidy.py"))
    source = here.asyncx("show", "--source")
    itself = here.asyncx("show", "run.asyncx", "-o", "run.asyncx")

    assert source.code == 2
    assert source.err.endswith("  see it   asyncx show --html\n")
    assert itself.err.startswith("error: run.asyncx is the trace itself\n")


def test_a_trace_that_is_cut_off_says_so(here: Place) -> None:
    """Also where what is left is whole: there were more pages."""
    here.asyncx("run", "-q", "-o", "run.asyncx", copied(here, "shop.py"))
    whole = (here.folder / "run.asyncx").read_bytes()
    (here.folder / "cut.asyncx").write_bytes(whole[:100_000])

    assert "damaged" not in here.asyncx("show", "run.asyncx").out
    assert "the trace is damaged: 1 page that is cut off" in here.asyncx("show", "cut.asyncx").out


def test_a_file_named_like_a_number_is_a_file(here: Place) -> None:
    here.asyncx("run", "-q", copied(here, "shop.py"))
    here.write("1", "nonsense")

    assert here.asyncx("show", "1").err.startswith("error: 1: ")


def test_show_without_any_run(here: Place) -> None:
    shown = here.asyncx("show")

    assert shown.code == 2
    assert "asyncx run app.py" in shown.err


@pytest.mark.parametrize("suffix", [".asyncx", ".json", ".jsonl"])
def test_a_saved_run_can_be_shown(here: Place, suffix: str) -> None:
    """On any machine, as it was shown when it was made."""
    ran = here.asyncx("run", "-o", f"kept{suffix}", copied(here, "shop.py"))
    shutil.rmtree(here.home)
    shown = here.asyncx("show", f"kept{suffix}")

    assert f"note: wrote kept{suffix}\n" in ran.err
    assert shown.err == ""
    for rule in ("loop-blocked", "task-leaked", "timeout-overdue"):
        assert lines_with(shown.out, rule)[0] == lines_with(ran.err, rule)[0]
    assert " Why\n" in here.asyncx("show", f"kept{suffix}", "2").out
    assert f"asyncx show kept{suffix} 1" in shown.out


@pytest.mark.parametrize("suffix", [".asyncx", ".json", ".txt", ".svg", ".html", ".perfetto.json"])
def test_a_run_is_written_as_a_document(here: Place, suffix: str) -> None:
    """The same kinds as for a scenario; our own file is overwritten, and no file of somebody else's."""
    shop = copied(here, "shop.py")
    for _ in range(2):
        assert here.asyncx("run", "-q", "-o", f"kept{suffix}", shop).code == 0
    text = (here.folder / f"kept{suffix}").read_bytes()
    assert b"heartbeat" in text
    assert b"asyncx" in text
    assert (b"async def heartbeat():" in text) is (suffix == ".html"), "a page has the source"

    here.write(f"other{suffix}", "mine")
    refused = here.asyncx("run", "-o", f"other{suffix}", shop)
    assert (refused.code, refused.out) == (2, "")
    assert (here.folder / f"other{suffix}").read_text() == "mine"
