"""The site in a real browser, from a disk: found, filtered, opened, stepped through, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncx.render.site.model import Site
from tests.render.chromium import Page

from .driving import arrive, choose, go, hit, seen, served, text


@pytest.fixture
def page(browser: Page, whole: Path) -> Iterator[Page]:
    """The index, freshly opened; nothing may be on the console, and nothing asked for from elsewhere."""
    browser.size(1400, 900)
    browser.prefers(color_scheme="light")
    browser.open("about:blank")
    browser.requests.clear()
    browser.complaints.clear()
    browser.open((whole / "index.html").as_uri())
    yield browser
    own = (whole.as_uri(), "data:", "about:")
    assert (browser.complaints, [one for one in browser.requests if not one.startswith(own)]) == ([], [])


class TestTheIndex:
    def test_all_scenarios_are_there_by_topic(self, page: Page, site: Site) -> None:
        """In the order of the list."""
        assert seen(page) == list(site.named)
        assert seen(page, "#all h2") == list(site.topics)
        assert text(page, "#how-many") == f"{len(site.scenarios)} scenarios"

    def test_what_is_typed_is_searched_for(self, page: Page) -> None:
        """`/` goes to the search, and its words are in the address."""
        page.press("/", *"cancel twice")

        assert seen(page)[0] == "cancel-twice"
        assert page.run("location.hash") == "#q=cancel+twice"
        assert text(page, "#how-many").startswith(f"{len(seen(page, '#results [data-name] a'))} of ")
        page.press("Escape")
        assert len(seen(page)) > 200
        assert page.run("location.hash") == ""

    def test_a_message_leads_to_its_explanation(self, page: Page) -> None:
        """It comes before all scenarios."""
        page.press("/", *"Task <x> got Future <y> attached to a different loop")

        assert seen(page)[0] == "different-loop"
        page.press("Enter")
        arrive(page, "location.pathname.endsWith('/different-loop.html')")
        assert "belongs to one event loop" in text(page, "h1")

    def test_nothing_found_is_said(self, page: Page) -> None:
        """And the way back to all of them is there."""
        page.press("/", *"xyzzy")
        assert seen(page) == []
        assert "Nothing speaks of all these words" in text(page, "#results")
        page.run("document.getElementById('clear').click()")
        assert len(seen(page)) > 200

    def test_filters(self, page: Page, site: Site) -> None:
        """Each alone, two together, and with words; topics without a scenario go."""
        choose(page, "changed", "3.12")
        assert seen(page) == [one.name for one in site.scenarios if "3.12" in one.changes]
        choose(page, "topic", "groups")
        both = [one.name for one in site.topics["groups"] if "3.12" in one.changes]
        assert seen(page) == both
        assert seen(page, "#all h2") == ["groups"]
        assert page.run("location.hash") == "#topic=groups&changed=3.12"
        page.press("/", *"gather")
        assert set(seen(page)) < set(both)

    def test_a_topic_is_chosen_beside_the_list(self, page: Page, site: Site) -> None:
        """And chosen off again; other filters stay."""
        choose(page, "article", "wrong")
        way = "document.querySelector('[data-topic-name=timeouts]')"
        page.run(f"{way}.click()")
        page.wait("location.hash.includes('topic=timeouts')")
        wrong = [one for one in site.scenarios if one.article and one.article[0] == "wrong"]
        assert seen(page) == [one.name for one in wrong if one.topic == "timeouts"]
        assert page.run(f"{way}.getAttribute('aria-current')") == "true"
        page.run(f"{way}.click()")
        page.wait("!location.hash.includes('topic')")
        assert seen(page) == [one.name for one in wrong]

    def test_up_and_down_go_through_what_is_found(self, page: Page) -> None:
        """From the search to the first, and back."""
        page.press("/", *"cancel")
        hit(page, "ArrowDown")
        assert page.run("document.activeElement.innerText") == seen(page)[0]
        hit(page, "ArrowDown")
        assert page.run("document.activeElement.innerText") == seen(page)[1]
        hit(page, "ArrowUp")
        hit(page, "ArrowUp")
        assert page.run("document.activeElement.id") == "search"


class TestAScenario:
    def test_search_open_step_and_back(self, page: Page) -> None:
        """The whole way; the search is as it was left."""
        page.press("/", *"wait_for timeout")
        assert seen(page)[0] == "wait_for-timeout"
        page.press("Enter")
        arrive(page, "'asyncx' in window && location.pathname.endsWith('/wait_for-timeout.html')")
        page.run("document.querySelector('.steps').focus()")
        page.press("Home")
        assert page.run("asyncx.position") == 0
        page.press("ArrowRight", "ArrowRight", "ArrowRight")
        assert page.run("asyncx.position") == 3
        assert text(page, "#event").startswith("loop.set")
        page.wait("location.hash === '#e=3'")
        arrive(page, "document.getElementById('search')?.value", "history.back()")
        assert page.run("document.getElementById('search').value") == "wait_for timeout"
        assert seen(page)[0] == "wait_for-timeout"

    def test_a_deep_link(self, page: Page, whole: Path) -> None:
        """It opens at its event, with the stepper in sight."""
        go(page, whole, "scenarios/wait_for-timeout.html#e=7")
        page.wait("asyncx.position === 7")
        assert 0 <= page.run("document.querySelector('.steps').getBoundingClientRect().top") < 300

    def test_keys_that_scroll_belong_to_the_reader(self, page: Page, whole: Path) -> None:
        """Outside of the stepper; inside they step."""
        go(page, whole, "scenarios/wait_for-timeout.html")
        before = page.run("asyncx.position")
        page.press("Home", " ")
        assert page.run("asyncx.position") == before
        assert page.run("asyncx.playing") == 0
        page.run("document.querySelector('.steps').focus()")
        page.press("Home")
        assert page.run("asyncx.position") == 0

    def test_the_same_on_another_version(self, page: Page, whole: Path) -> None:
        """From the stepper to the one that behaves otherwise, which steps as well, and back."""
        go(page, whole, "scenarios/wait_for-timeout.html")
        assert seen(page, ".steps nav a") == ["3.8", seen(page, ".steps nav a")[-1]]
        there = "'asyncx' in window && location.pathname.endsWith('/3.8/wait_for-timeout.html')"
        arrive(page, there, "document.querySelector('.steps nav a').click()")
        assert text(page, "h1") == "wait_for-timeout on 3.8"
        page.press("ArrowLeft")
        assert page.run("asyncx.position < asyncx.trace.count")
        back = "'asyncx' in window && location.pathname.endsWith('/scenarios/wait_for-timeout.html')"
        arrive(page, back, "document.querySelector('.steps nav a:not([aria-current])').click()")

    def test_filters_are_linked_to(self, page: Page, whole: Path, site: Site) -> None:
        """From the version that changed something to all that changed in it."""
        go(page, whole, "scenarios/wait_for-timeout.html")
        arrive(
            page, "!!document.getElementById('by-changed')", "document.querySelector('.tag.changed').click()"
        )
        version = str(page.run("document.getElementById('by-changed').value"))
        assert seen(page) == [one.name for one in site.scenarios if version in one.changes]

    def test_next_and_previous(self, page: Page, whole: Path, site: Site) -> None:
        """Through the topic, from page to page."""
        names = [one.name for one in site.topics["queues"]]
        go(page, whole, f"scenarios/{names[0]}.html")
        for name in names[1:]:
            there = f"document.querySelector('h1')?.innerText === {name!r}"
            arrive(page, there, "document.querySelector('.turn [rel=next]').click()")
        assert page.run("document.querySelector('[rel=next]')") is None

    @pytest.mark.parametrize("width", [1400, 390])
    @pytest.mark.parametrize(
        "name", ["index.html", "about.html", "explanations.html", "explanations/different-loop.html"]
        + ["scenarios/wait_for-timeout.html", "scenarios/lock-waiter-cancelled.html"],
    )  # fmt: skip
    def test_nothing_sticks_out(self, page: Page, whole: Path, name: str, width: int) -> None:
        """A page scrolls down only."""
        page.size(width, 800)
        go(page, whole, name)
        assert page.run("document.documentElement.scrollWidth") <= width


class TestFromAHost:
    def test_below_any_path(self, browser: Page, whole: Path) -> None:
        """Served as plain files, somewhere below a host: found, opened, stepped through."""
        with served(whole.parent) as host:
            browser.open("about:blank")
            browser.requests.clear()
            browser.complaints.clear()
            browser.open(f"{host}/some%20folder/index.html")
            browser.press("/", *"cancel-twice", "Enter")
            arrive(
                browser,
                "'asyncx' in window && location.pathname === '/some%20folder/scenarios/cancel-twice.html'",
            )
            browser.press("ArrowLeft")
            assert browser.run("asyncx.position < asyncx.trace.count")
            own = (f"{host}/some%20folder/", "data:", "about:")
            assert browser.complaints == []
            assert [one for one in browser.requests if not one.startswith(own)] == []
            browser.open("about:blank")


class TestTheTheme:
    def test_what_is_chosen_holds_on_the_next_page(self, page: Page, whole: Path) -> None:
        """By button or key, with the stepper and without; chosen back, it follows the browser again."""
        theme = "document.documentElement.dataset.theme"
        assert page.run(theme) == "light"
        page.run("document.getElementById('site-theme').click()")
        page.wait(f"{theme} === 'dark' && document.getElementById('site-theme').innerText === 'light'")
        page.wait("localStorage.length === 1")
        go(page, whole, "scenarios/wait_for-timeout.html")
        assert page.run(theme) == "dark"
        page.press("t")
        page.wait(f"{theme} === 'light' && localStorage.length === 0")
        assert text(page, "#site-theme") == "dark"
        page.prefers(color_scheme="dark")
        go(page, whole, "about.html")
        assert page.run(theme) == "dark"


class TestWithoutAScript:
    def test_the_text_is_there_and_nothing_that_does_nothing(self, page: Page, whole: Path) -> None:
        """Facts, lanes as text, source and chain; no search, no buttons."""
        page.call("Emulation.setScriptExecutionDisabled", value=True)
        try:
            go(page, whole, "scenarios/wait_for-timeout.html")
            page.call("Emulation.setScriptExecutionDisabled", value=False)
            for selector in (".by-version table", ".lanes-text", ".plain-source", "#why li", ".turn a"):
                assert seen(page, selector), selector
            for selector in ("button", "canvas", "input"):
                assert not seen(page, selector), selector
            page.call("Emulation.setScriptExecutionDisabled", value=True)
            go(page, whole, "index.html")
            page.call("Emulation.setScriptExecutionDisabled", value=False)
            assert len(seen(page)) > 200
            assert not seen(page, "input, button, select")
        finally:
            page.call("Emulation.setScriptExecutionDisabled", value=False)
