import os
import shutil
import tempfile
from unittest import TestCase


class Base(TestCase):
    pass


class TestExport(Base):
    def test_export(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        testcase_method_path = os.path.join(tmp_dir, "testcase-method.csv")
        with open(testcase_method_path, "w") as f:
            f.write("a,b")
        self.assertEqual(os.path.getsize(testcase_method_path), 3)
