class Seeds:
    def __init__(self, path):
        self.path = path

    def pytest_runtest_setup(self, item):
        if "test_plugin_object" in item.nodeid:
            with open(self.path, "w") as out:
                out.write("[base]")
