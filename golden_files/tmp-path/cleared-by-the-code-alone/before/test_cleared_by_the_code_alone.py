from unittest import TestCase
from unittest.mock import Mock

from approving_alone import approved


class ApprovedTest(TestCase):
    def test_different_files(self):
        reporter = Mock()
        assert not approved("received.txt", "expected.txt", reporter)
        self.assertTrue(reporter.called)
