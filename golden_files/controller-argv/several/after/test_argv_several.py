import sys

import pytest

KNOWN = ("-q", "-v")


@pytest.fixture(scope="session")
def controller_argv(pytestconfig):
    """The command line of pytest, in the workers of pytest-xdist as well."""
    return getattr(pytestconfig, "workerinput", {}).get("mainargv", sys.argv)


# how much pytest says
@pytest.fixture(scope="module", params=[1, 2])
def verbosity(request, controller_argv):
    return [word for word in controller_argv if word in KNOWN]


def test_verbosity(verbosity):
    assert verbosity == ["-q"]


class TestOptions:
    def test_plugin(self, tmp_path, controller_argv):
        position = controller_argv.index("no:cacheprovider")
        assert controller_argv[position - 1] == "-p"

    @pytest.mark.parametrize("word", ["-q", "no:cacheprovider"])
    def test_word(self, word, controller_argv):
        assert word in controller_argv[1:]
