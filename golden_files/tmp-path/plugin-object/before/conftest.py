from plugin_object_helpers import Seeds


def pytest_configure(config):
    config.pluginmanager.register(Seeds("/tmp/plugin-object.ini"), "seeds")
