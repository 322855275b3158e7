"""Ranges of versions, as FACTS and NEEDS write them."""

from __future__ import annotations

import pytest

from asyncx.runs import versions


@pytest.mark.parametrize(
    ("specifier", "inside", "outside"),
    [
        ("", ["3.8.0", "3.15.2"], []),
        ("<3.12", ["3.8.18", "3.11.7"], ["3.12.0", "3.15.0"]),
        (">=3.9,<3.12", ["3.9.0", "3.11.99"], ["3.8.18", "3.12.1"]),
        (">=3.13.1", ["3.13.1", "3.14.0"], ["3.13.0", "3.13"]),
        ("==3.13.0", ["3.13.0", "3.13"], ["3.13.1"]),
        ("!=3.13.0", ["3.13.1"], ["3.13.0"]),
        ("<=3.9, >3.8", ["3.9.0", "3.8.1"], ["3.9.1", "3.8.0"]),
        (">=3.10", ["3.15.0a1"], ["3.9.18"]),
    ],
)
def test_a_range_holds_exactly_its_versions(specifier: str, inside: list[str], outside: list[str]) -> None:
    """Numbers are compared, not letters: 3.10 is newer than 3.9."""
    assert [version for version in inside if not versions.includes(specifier, version)] == []
    assert [version for version in outside if versions.includes(specifier, version)] == []


@pytest.mark.parametrize("specifier", ["3.12", ">= 3.x", "=>3.12", "<3.12,", "~=3.9"])
def test_what_is_no_range_is_known_beforehand(specifier: str) -> None:
    """`well_formed` says no to exactly what `includes` raises on."""
    assert not versions.well_formed(specifier)
    with pytest.raises(ValueError, match="no range of versions"):
        versions.includes(specifier, "3.12.99")


def test_the_supported_versions_are_in_order() -> None:
    """Comparing neighbours tells where behaviour changed, so the order matters."""
    assert sorted(versions.SUPPORTED, key=versions.key) == list(versions.SUPPORTED)
    assert versions.minor("3.13.0rc2") == "3.13"


def test_the_latest_release_of_a_version_is_in_every_range_that_reaches_its_end() -> None:
    """Whatever its number is."""
    last = versions.latest("3.10")

    assert versions.includes(">=3.10.10,<3.11", last)
    assert not versions.includes("<3.10.10", last)
    assert versions.minor(last) == "3.10"
