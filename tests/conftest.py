"""What holds for all tests."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from . import sharing

# How long an example takes says how busy the machine is, and nothing about asyncx.
settings.register_profile("asyncx", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("asyncx")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: sharing.comes_later(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Not `--dist loadgroup`: pytest 9.2 knows nothing of the names that xdist 3.8 gives to tests for it."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    scheduling = LoadFileScheduling(config, log)
    scheduling._split_scope = sharing.group
    return scheduling
