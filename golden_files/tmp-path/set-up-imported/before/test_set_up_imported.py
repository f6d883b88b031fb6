from set_up_imported_helpers import seed as setup_module


def test_adds():
    with open("/tmp/set-up-imported.ini", "a") as out:
        out.write("x")
    with open("/tmp/set-up-imported.ini") as source:
        assert source.read().startswith("[base]")
