import sys


def test_options(pytestconfig):
    words = getattr(pytestconfig, "workerinput", {}).get("mainargv", sys.argv)
    assert "no:cacheprovider" in words
