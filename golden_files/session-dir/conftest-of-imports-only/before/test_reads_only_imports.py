def test_read():
    with open("/tmp/conftest-of-imports.txt") as file:
        assert file.read() == "1"
