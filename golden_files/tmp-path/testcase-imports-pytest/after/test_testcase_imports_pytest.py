import logging
import os
import unittest

import pytest


class TestJournalHandler(unittest.TestCase):
    @pytest.fixture(autouse=True)
    def _tmp_path(self, tmp_path):
        self.tmp_path = tmp_path

    def setUp(self):
        self.journal = self.tmp_path / "greenhouse.journal"
        self.handler = logging.FileHandler(self.journal, mode="w")
        self.logger = logging.getLogger("greenhouse")
        self.logger.addHandler(self.handler)

    def tearDown(self):
        self.logger.removeHandler(self.handler)
        self.handler.close()

    def test_warning_is_written(self):
        self.logger.warning("vent %d stuck", 3)
        with open(self.journal) as f:
            assert f.read() == "vent 3 stuck\n"

    @pytest.mark.filterwarnings("ignore")
    def test_debug_is_not(self):
        self.logger.debug("all quiet")
        assert os.path.getsize(self.journal) == 0


@pytest.mark.parametrize("level", [logging.INFO, logging.ERROR])
def test_level_names(level):
    assert logging.getLevelName(level).isupper()
