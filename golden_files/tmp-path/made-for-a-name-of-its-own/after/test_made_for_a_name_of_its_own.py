import os
import subprocess
import sys

PROGRAM = "import os; name = 'made-for-' + 'a-name'; open(name + '/x', 'w').close()"


def test_program_fills_the_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    os.mkdir("made-for-a-name")
    subprocess.check_call([sys.executable, "-c", PROGRAM])
    assert os.path.exists("made-for-a-name")
    assert os.listdir("made-for-a-name") == ["x"]
