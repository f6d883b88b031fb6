def test_read():
    with open("/tmp/sd-kept-helper.txt") as stream:
        assert stream.read() == "a\nb\n"
