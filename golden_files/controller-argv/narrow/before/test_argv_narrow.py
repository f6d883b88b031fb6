import sys


class TestNarrow:
    def test_method(self):
        """The options are where they belong."""
        options = [word for word in sys.argv if word.startswith("-")]
        assert "-q" in options
