SETTINGS = "hook_of_plugin.ini"


def pytest_runtest_setup(item):
    with open(SETTINGS, "w") as out:
        out.write("[base]")
