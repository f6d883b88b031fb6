import sys


class TestNarrow:
    def test_method(self, pytestconfig):
        """The options are where they belong."""
        workerinput = getattr(pytestconfig, "workerinput", {})
        argv = workerinput.get("mainargv", sys.argv)
        options = [word for word in argv if word.startswith("-")]
        assert "-q" in options
