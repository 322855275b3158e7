"""The page of a long trace in a browser, against that of a short one: how it opens, and how it pans."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncx.analysis.report import judge
from asyncx.render.html import to_html
from tests.render import chromium
from tests.render.chromium import Page

from .large import large

RECORDS = 1_000_000
SHORT = 30
FRAMES = 120
SMOOTH = 50.0
"""Milliseconds; a frame that takes longer is seen to stand still."""

PAN = """new Promise((done) => {
  const frames = [];
  const draws = [];
  const { lanes } = asyncx;
  const draw = lanes.drawNow.bind(lanes);
  lanes.drawNow = () => {
    const began = performance.now();
    draw();
    draws.push(performance.now() - began);
  };
  let before = 0;
  const frame = (now) => {
    if (before) frames.push(now - before);
    before = now;
    if (frames.length === FRAMES) {
      delete lanes.drawNow;
      done({ frames, draws });
      return;
    }
    lanes.pan(frames.length < FRAMES / 2 ? 37 : -37);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})""".replace("FRAMES", str(FRAMES))

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(chromium.PROGRAM is None, reason="chromium is not installed"),
]


@pytest.fixture(scope="module", params=[100, 5000], ids=lambda tasks: f"{tasks} tasks")
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The addresses of a short page and of a long one."""
    folder = tmp_path_factory.mktemp("pages")
    gc.disable()
    for name, records, tasks in (("short", SHORT, 1), ("long", RECORDS, request.param)):
        (folder / name).with_suffix(".html").write_text(to_html(judge(large(records, tasks), None)))
    gc.enable()
    return (folder / "short.html").as_uri(), (folder / "long.html").as_uri()


@pytest.fixture
def tab() -> Iterator[Page]:
    """A browser of its own for each test."""
    with chromium.browser() as page:
        page.size(1400, 900)
        yield page


def opening(tab: Page, address: str) -> float:
    """Seconds from the address to the first picture; the median of three times."""
    times = []
    for _ in range(3):
        tab.open("about:blank")
        began = time.perf_counter()
        tab.open(address)
        tab.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def test_it_opens_within_three_seconds(tab: Page, pages: tuple[str, str]) -> None:
    """More than the short page needs; that is a limit for a quiet machine."""
    short, long = (opening(tab, address) for address in pages)
    size = Path(pages[1].removeprefix("file://")).stat().st_size / 1e6
    print(f"short {short:.2f} s, {size:.0f} MB {long:.2f} s, ratio {long / short:.1f}")

    assert long - short < max(3.0, 10 * short)


def test_it_pans_as_smoothly_as_a_short_one(tab: Page, pages: tuple[str, str]) -> None:
    """At all zooms and on both scales; where even the short page has slow frames, the machine is busy."""
    slowest: list[float] = []
    drawing: list[float] = []
    for address in pages:
        tab.open(address)
        frames, draws = [], []
        for _ in range(2):
            tab.run("asyncx.lanes.rescale()")
            for zooms in (0, 3, 8, 16, 24):
                tab.run(f"asyncx.lanes.fit(); for (let at = 0; at < {zooms}; at++) asyncx.lanes.zoom(0.7)")
                tab.run(PAN)  # warm
                found = tab.run(PAN)
                frames += found["frames"]
                draws += found["draws"]
        slowest.append(max(frames))
        drawing.append(statistics.median(draws))
    for name, frame, picture in zip(("short", "long"), slowest, drawing, strict=True):
        print(f"{name}: slowest frame {frame:.0f} ms, a picture {picture:.1f} ms")

    assert slowest[1] <= max(SMOOTH, 2 * slowest[0])
    assert drawing[1] < SMOOTH / 4
