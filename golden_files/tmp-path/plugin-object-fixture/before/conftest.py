import pytest


class Seeds:
    @pytest.fixture(autouse=True)
    def settings(self):
        with open("plugin_object_fixture.ini", "w") as out:
            out.write("[base]")


def pytest_configure(config):
    config.pluginmanager.register(Seeds())
