def pytest_runtest_setup(item):
    if "test_plugins_put_together" in item.nodeid:
        with open("plugins_put_together.ini", "w") as out:
            out.write("[base]")
