"""What a site is made of, and how its parts belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...explain.page import Page
from ...runs.catalogue import Scenario
from ...runs.versions import SUPPORTED
from .markup import Html, Part, el, file_of, link

SCENARIOS, EXPLANATIONS, DATA = "scenarios", "explanations", "data"
"""The folders of the site."""

OTHER = "other"
"""The topic of a scenario whose file is in no topic's folder."""


@dataclass(frozen=True)
class Site:
    """The scenarios in the order of the list, the explanations by name, and what they were recorded on.

    `steppers` are the versions on which a scenario was run, newest first ("3.14.1"): that of its own page,
    then one for each other behaviour; `recorded` is the exact version behind each minor one of the facts.
    """

    scenarios: tuple[Scenario, ...]
    pages: Mapping[str, Page]
    steppers: Mapping[str, Sequence[str]]
    recorded: Mapping[str, str]

    @cached_property
    def named(self) -> Mapping[str, Scenario]:
        """The scenarios by name."""
        return {scenario.name: scenario for scenario in self.scenarios}

    @cached_property
    def topics(self) -> Mapping[str, Sequence[Scenario]]:
        """The scenarios of each topic."""
        found: dict[str, list[Scenario]] = {}
        for scenario in self.scenarios:
            found.setdefault(topic_of(scenario), []).append(scenario)
        return found

    @cached_property
    def pictures(self) -> frozenset[str]:
        """The scenarios whose lanes some explanation shows."""
        return frozenset(page.picture for page in self.pages.values()) & frozenset(self.named)

    @cached_property
    def _explained(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, dict[str, None]] = {}
        for name, page in self.pages.items():
            proofs = [*(when.scenario for when in page.when), *(mark.scenario for mark in page.marks)]
            for scenario in (page.picture, *page.scenarios, *proofs):
                found.setdefault(scenario, {})[name] = None
        return {scenario: list(names) for scenario, names in found.items()}

    def explaining(self, scenario: str) -> Sequence[str]:
        """The explanations that speak of a scenario; first those that are about it."""
        names = self._explained.get(scenario, ())
        return sorted(names, key=lambda name: _nearness(self.pages[name], scenario))

    def beside(self, scenario: Scenario) -> tuple[Scenario | None, Scenario | None]:
        """The scenarios before and after one, within its topic."""
        every = self.topics[topic_of(scenario)]
        place = every.index(scenario)
        return (
            every[place - 1] if place else None,
            every[place + 1] if place + 1 < len(every) else None,
        )

    def to_scenario(self, name: str, up: str, *words: Part, class_: str | None = None) -> Html:
        """A link to a scenario; its name alone where the site does not have it."""
        shown = words or (el("code", name),)
        if name not in self.named:
            return el("span", *shown, class_=class_)
        return link(f"{up}{file_of(SCENARIOS, name)}", *shown, class_=class_)

    def to_page(self, name: str, up: str, *words: Part) -> Html:
        """A link to an explanation; its name alone where there is none."""
        shown = words or (el("code", name),)
        if name not in self.pages:
            return el("span", *shown)
        return link(f"{up}{file_of(EXPLANATIONS, name)}", *shown)


def topic_of(scenario: Scenario) -> str:
    """The topic that a scenario is listed under."""
    return scenario.topic or OTHER


def in_ranges(some: Sequence[str]) -> str:
    """Minor versions in words, neighbours together: `3.8 to 3.11, 3.13`."""
    runs: list[list[str]] = []
    for version in some:
        follows = runs and version in SUPPORTED and _before(version) == runs[-1][-1]
        if follows:
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _before(version: str) -> str:
    place = SUPPORTED.index(version)
    return SUPPORTED[place - 1] if place else ""


def _nearness(page: Page, scenario: str) -> int:
    if scenario in page.scenarios:
        return page.scenarios.index(scenario)
    return 0 if scenario == page.picture else 1000
