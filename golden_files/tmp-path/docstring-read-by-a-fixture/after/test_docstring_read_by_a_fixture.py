import os


def test_starts_from_what_is_prepared(prepared):
    """Whatever is in `/tmp/docstring-read-by-a-fixture.txt` goes first."""
    with open("/tmp/docstring-read-by-a-fixture.txt", "a") as f:
        f.write("!")
    with open("/tmp/docstring-read-by-a-fixture.txt") as f:
        assert f.read() == "ready!"


def test_nothing_about_it(tmp_path):
    docstring_read_by_a_fixture_path = tmp_path / "docstring-read-by-a-fixture.log"
    with open(docstring_read_by_a_fixture_path, "w") as f:
        f.write("x")
    assert os.path.getsize(docstring_read_by_a_fixture_path) == 1
