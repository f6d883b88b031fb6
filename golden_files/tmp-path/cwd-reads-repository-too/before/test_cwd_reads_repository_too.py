import os

from cwd_reads_compile import compile_terms, lookup

HERE = os.path.dirname(__file__)


class TestTerms:
    def setup_method(self):
        compile_terms(os.path.join(HERE, "cwd_reads_terms.txt"))

    def teardown_method(self):
        os.remove("cwd_reads_terms.dat")

    def test_known(self):
        assert lookup("luna") == "moon"

    def test_unknown(self):
        assert lookup("terra") is None
