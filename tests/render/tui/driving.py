"""A stepper in Textual, without a terminal: to be driven, and to be read.  Needs Textual."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from textual.pilot import Pilot

from asyncx.render.glyphs import UNICODE
from asyncx.render.tui.app import Stepper
from asyncx.render.tui.screen import plain_text, screen
from asyncx.render.tui.subject import Subject

from .stepping import timeout

Body = Callable[[Stepper, Pilot[None]], Coroutine[Any, Any, None]]


def drive(body: Body, size: tuple[int, int] = (80, 24), stepper: Stepper | None = None) -> Stepper:
    """Run a stepper in a terminal of that size, and do something with it."""
    stepper = stepper or Stepper(Subject(timeout()), UNICODE)

    async def run() -> None:
        async with stepper.run_test(size=size) as pilot:
            await body(stepper, pilot)
            if stepper.is_running:
                await pilot.pause()
                assert on_screen(stepper) == made(stepper)

    asyncio.run(run())
    return stepper


def on_screen(stepper: Stepper) -> list[str]:
    """What Textual has on its screen."""
    return [strip.text.rstrip() for strip in stepper.screen._compositor.render_strips()]


def made(stepper: Stepper) -> list[str]:
    """What was to be shown."""
    return plain_text(screen(stepper.subject, stepper.lanes, stepper.state, stepper.glyphs)).split("\n")


def papers(stepper: Stepper) -> set[Any]:
    """The backgrounds on the screen, but for those that a letter is marked with."""
    found: set[Any] = set()
    for strip in stepper.screen._compositor.render_strips():
        for segment in strip:
            paper = segment.style.bgcolor if segment.style and not segment.style.reverse else None
            if paper is not None:
                found.add("default" if paper.is_default else tuple(paper.get_truecolor()))
    return found
