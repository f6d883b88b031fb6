import os
import shutil
import subprocess
import sys

PROGRAM = "import os; name = 'made-for-' + 'a-name'; open(name + '/x', 'w').close()"


def test_program_fills_the_folder():
    os.mkdir("made-for-a-name")
    try:
        subprocess.check_call([sys.executable, "-c", PROGRAM])
        assert os.path.exists("made-for-a-name")
        assert os.listdir("made-for-a-name") == ["x"]
    finally:
        shutil.rmtree("made-for-a-name")
