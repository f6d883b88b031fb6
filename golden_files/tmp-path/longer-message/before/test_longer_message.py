import os
import subprocess
import sys

SCRIPT = "/tmp/longer-message-hello.py"


def test_script_prints_its_path():
    with open(SCRIPT, "w") as f:
        f.write("print('ran /tmp/longer-message-hello.py')")
    out = subprocess.check_output([sys.executable, SCRIPT], text=True)
    assert out == "ran /tmp/longer-message-hello.py\n"
    os.remove(SCRIPT)
