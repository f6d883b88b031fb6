import os
import subprocess


def test_pipeline():
    with open("/tmp/shell-command-in.txt", "w") as f:
        f.write("b\na\n")
    subprocess.check_call(
        "sort /tmp/shell-command-in.txt > /tmp/shell-command-out.txt", shell=True
    )
    with open("/tmp/shell-command-out.txt") as f:
        assert f.read() == "a\nb\n"
    os.remove("/tmp/shell-command-in.txt")
    os.remove("/tmp/shell-command-out.txt")
