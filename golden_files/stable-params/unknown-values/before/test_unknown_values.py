import logging

import pytest


class Plugin:
    def __init__(self, name):
        self.name = name


PLUGINS = {Plugin("a"), Plugin("b"), Plugin("c")}


@pytest.mark.parametrize("plugin", PLUGINS)
def test_plugin(plugin):
    assert plugin.name in "abc"


@pytest.mark.parametrize("level", set(vars(logging)))
def test_level(level):
    assert isinstance(level, str)
