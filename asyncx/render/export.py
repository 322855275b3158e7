"""A screen as a file: plain text, or a picture that needs nothing from the net."""

from __future__ import annotations

import io
import re

from rich.text import Text

_CREDIT = re.compile(r"\s*<!-- Generated with Rich.*?-->")
_FONT_FACE = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)


def to_txt(screen: Text) -> str:
    """The screen without colours, one line end after each line, no blanks at line ends."""
    return "\n".join(line.rstrip() for line in screen.plain.split("\n")) + "\n"


def to_svg(screen: Text, *, width: int, title: str) -> str:
    """The screen as an SVG image of a terminal `width` columns wide; `title` stands in its bar.

    The image is self-contained: rich's link to a web font is taken out, and the reader's own monospaced
    font is used.
    """
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme

    theme = TerminalTheme(
        (22, 27, 34),
        (214, 221, 230),
        [(72, 79, 88), (255, 123, 114), (86, 211, 100), (227, 179, 65)]
        + [(121, 192, 255), (210, 168, 255), (86, 212, 221), (214, 221, 230)],
        [(110, 118, 129), (255, 161, 152), (126, 231, 135), (242, 204, 96)]
        + [(165, 214, 255), (226, 197, 255), (179, 240, 255), (255, 255, 255)],
    )
    console = Console(
        width=width, record=True, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        legacy_windows=False, _environ={},
    )  # fmt: skip
    console.print(screen)
    svg = console.export_svg(title=title, theme=theme, unique_id="asyncx")
    svg = _FONT_FACE.sub("", _CREDIT.sub("", svg))
    return svg.replace("Fira Code, monospace", "Menlo, Consolas, 'DejaVu Sans Mono', monospace")
