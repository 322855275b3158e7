"""What a page is made of: read strictly, as a page that was made by a program may be."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(("br", "img", "input", "link", "meta"))


class Made(HTMLParser):
    """A page, read.  AssertionError for an element that is not closed, or an attribute or id given twice."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: set[str] = set()
        self.words = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    @property
    def links(self) -> list[str]:
        """All addresses that are loaded, or that lead somewhere."""
        return [
            str(value) for _, attrs in self.tags for name, value in attrs.items() if name in ("href", "src")
        ]

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of that name."""
        return [attrs for name, attrs in self.tags if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        found = dict(attrs)
        if found.get("id"):
            assert found["id"] not in self.ids, found
            self.ids.add(str(found["id"]))
        self.tags.append((tag, found))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        assert self._open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.words += data
