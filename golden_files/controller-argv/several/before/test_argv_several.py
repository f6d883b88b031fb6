import sys

import pytest

KNOWN = ("-q", "-v")


# how much pytest says
@pytest.fixture(scope="module", params=[1, 2])
def verbosity(request):
    return [word for word in sys.argv if word in KNOWN]


def test_verbosity(verbosity):
    assert verbosity == ["-q"]


class TestOptions:
    def test_plugin(self, tmp_path):
        position = sys.argv.index("no:cacheprovider")
        assert sys.argv[position - 1] == "-p"

    @pytest.mark.parametrize("word", ["-q", "no:cacheprovider"])
    def test_word(self, word):
        assert word in sys.argv[1:]
