"""What the shell offers after Tab; none of it runs or parses anything."""

from __future__ import annotations

Offer = list[tuple[str, str]]

LOOPS = (
    ("asyncio", "the loop that comes with Python"),
    ("uvloop", "on the real clock; that Python needs uvloop"),
    ("eager", "asyncio with eager tasks, from Python 3.12 on"),
)
CLOCKS = (
    ("virtual", "the same times on every run; nothing waits"),
    ("real", "the time that really passes"),
)


def scenarios(incomplete: str) -> Offer:
    """Names of scenarios with their claims."""
    from ..runs import catalogue

    return [(name, claim) for name, claim in catalogue.claims() if name.startswith(incomplete)]


def pages(incomplete: str) -> Offer:
    """Names of pages with their titles, of findings, and of scenarios that a page is about."""
    from ..explain import book

    names = {name: page.title for name, page in book.pages()}
    for aliases in (book.by_finding(), book.by_scenario()):
        names = {**{alias: names[name] for alias, name in aliases.items()}, **names}
    return sorted((name, title) for name, title in names.items() if name.startswith(incomplete))


def pythons(incomplete: str) -> Offer:
    """Versions of Python that seem to be installed."""
    from ..runs import interpreters

    return [(found, "") for found in interpreters.guessed_versions() if found.startswith(incomplete)]


def versions(incomplete: str) -> Offer:
    """All versions that facts speak of."""
    from ..runs.versions import SUPPORTED

    return [(version, "") for version in SUPPORTED if version.startswith(incomplete)]


def topics(incomplete: str) -> Offer:
    """The topics of the scenarios."""
    from ..runs import catalogue

    return [(topic, "") for topic in catalogue.topics() if topic.startswith(incomplete)]


def loops(incomplete: str) -> Offer:
    """The values of --loop."""
    return [offer for offer in LOOPS if offer[0].startswith(incomplete)]


def several_pythons(incomplete: str) -> Offer:
    """Versions that seem to be installed, after a comma, too."""
    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{name}", about) for name, about in pythons(last)]


def several_loops(incomplete: str) -> Offer:
    """Loops, after a comma, too."""
    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{name}", about) for name, about in loops(last)]


def clocks(incomplete: str) -> Offer:
    """The values of --clock."""
    return [offer for offer in CLOCKS if offer[0].startswith(incomplete)]
