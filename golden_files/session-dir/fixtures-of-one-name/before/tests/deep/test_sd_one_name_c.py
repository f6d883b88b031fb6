def test_second_is_read():
    with open("/tmp/sd-one-name-dist/report.txt") as file:
        assert file.read() == "second"
