import helper_on_import_helpers  # noqa: F401


def test_adds():
    with open("/tmp/helper-on-import.ini", "a") as out:
        out.write("x")
    with open("/tmp/helper-on-import.ini") as source:
        assert source.read().startswith("[base]")
