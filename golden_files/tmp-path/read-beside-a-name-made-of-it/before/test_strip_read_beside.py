import os
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = os.path.join(HERE, "read_beside", "words.txt")
PROGRAM = os.path.join(HERE, "strip_read_beside.py")


class StripTest(unittest.TestCase):
    def test_strip(self):
        with open(WORDS) as file:
            before = file.read()
        stripped = WORDS + ".new"
        if os.path.exists(stripped):
            os.unlink(stripped)
        subprocess.run([sys.executable, PROGRAM, WORDS], check=True)
        with open(stripped) as file:
            self.assertEqual(file.read(), before.strip())
        os.unlink(stripped)
