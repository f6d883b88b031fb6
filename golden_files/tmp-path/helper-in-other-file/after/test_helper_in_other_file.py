from xd_helpers_other_file import OUT, cleanup, run


def test_one_line():
    run(["a\n"])
    assert open(OUT).read() == "a\n"
    cleanup()


def test_two_lines():
    run(["a\n", "b\n"])
    assert open(OUT).read() == "a\nb\n"
    cleanup()
