import os
import subprocess
import sys


def test_child_imports_it(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with open("xd_module_written.py", "w") as f:
        f.write("x = 1")
    assert os.path.getsize("xd_module_written.py") == 5
    subprocess.check_call([sys.executable, "-c", "import xd_module_written"])
