import os
import shutil
import subprocess
import sys
import tempfile
import unittest

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cwd_child_script_tool.py")


class ScriptTest(unittest.TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(tmp_dir)

    def build(self, *names):
        return subprocess.check_output([sys.executable, SCRIPT] + list(names), text=True)

    def test_nothing(self):
        self.assertEqual(self.build(), "0 built\n")
        self.assertEqual(os.listdir("cwd_child_build"), [])

    def test_one(self):
        self.assertEqual(self.build("door"), "1 built\n")
        with open(os.path.join("cwd_child_build", "door.stamp")) as f:
            self.assertEqual(f.read(), "door")
