def test_starts_from_what_is_prepared(prepared):
    """Whatever is in `/tmp/docstring-read-by-a-fixture.txt` goes first."""
    with open("/tmp/docstring-read-by-a-fixture.txt", "a") as f:
        f.write("!")
    with open("/tmp/docstring-read-by-a-fixture.txt") as f:
        assert f.read() == "ready!"
