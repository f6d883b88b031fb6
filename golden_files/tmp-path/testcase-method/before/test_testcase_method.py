import os
from unittest import TestCase


class Base(TestCase):
    pass


class TestExport(Base):
    def test_export(self):
        with open("/tmp/testcase-method.csv", "w") as f:
            f.write("a,b")
        self.assertEqual(os.path.getsize("/tmp/testcase-method.csv"), 3)
        os.remove("/tmp/testcase-method.csv")
