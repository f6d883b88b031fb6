def test_first_is_read():
    with open("/tmp/sd-one-name-build/report.txt") as file:
        assert file.read() == "first"


def test_third_is_read():
    with open("/tmp/sd-one-name-docs/report.txt") as file:
        assert file.read() == "third"
