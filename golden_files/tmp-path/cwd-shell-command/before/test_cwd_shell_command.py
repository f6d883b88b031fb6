import os
import subprocess
import sys


def test_shell():
    subprocess.check_call(
        f"{sys.executable} tool.py hello.txt sh.txt > sh.log", shell=True
    )
    assert open("sh.txt").read() == "HELLO\n"
    os.remove("sh.txt")
    os.remove("sh.log")


def test_shell_plain():
    cmd = "cat hello.txt > plain.log"
    assert os.system(cmd) == 0
    assert os.path.getsize("plain.log") == 6
    os.remove("plain.log")
