from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from rich.text import Text

from asyncx.render.export import to_svg, to_txt
from asyncx.render.glyphs import UNICODE
from asyncx.render.terminal import scenario_screen

from .reports import timeout_report


def test_text_has_no_colours_and_no_blanks_at_line_ends():
    screen = scenario_screen(timeout_report(), width=100, glyphs=UNICODE)
    text = to_txt(screen)
    assert "\x1b" not in text
    assert text.endswith("\n")
    assert not re.search(r" +$", text, re.MULTILINE)
    assert [line.rstrip() for line in screen.plain.split("\n")] == text.split("\n")[:-1]


def test_an_image_asks_the_net_for_nothing():
    svg = to_svg(scenario_screen(timeout_report(), width=100, glyphs=UNICODE), width=100, title="a <title>")
    assert set(re.findall(r"https?://[^\"' )]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in svg
    ET.fromstring(svg)


def test_an_image_is_the_same_every_time():
    first, second = (to_svg(Text("x"), width=20, title="t") for _ in range(2))
    assert first == second
