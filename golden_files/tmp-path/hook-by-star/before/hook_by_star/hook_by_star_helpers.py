def pytest_runtest_setup(item):
    if "test_hook_by_star" in item.nodeid:
        with open("/tmp/hook-by-star.ini", "w") as out:
            out.write("[base]")
