"""A page for a scenario that no page is about: its own claim and explanation."""

from __future__ import annotations

from ..runs.catalogue import Scenario
from .page import Page


def of_scenario(scenario: Scenario) -> Page:
    """What the scenario says of itself, with its picture."""
    paragraphs = scenario.explanation.replace("{", "(").replace("}", ")").split("\n\n")
    return Page(
        title=scenario.claim.rstrip("."),
        happened=tuple(" ".join(paragraph.split()) for paragraph in paragraphs),
        fixes=(),
        picture=scenario.name,
        scenarios=(scenario.name,),
    )
