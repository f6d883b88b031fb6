import os
import subprocess
import sys


def test_exit_code(tmp_path):
    script = str(tmp_path / "leaky_bucket.py")
    with open(script, "w") as f:
        f.write("raise SystemExit(3)\n")
    assert subprocess.call([sys.executable, script]) == 3


def test_output(tmp_path):
    leaky_bucket_path = str(tmp_path / "leaky_bucket.py")
    with open(leaky_bucket_path, "w") as f:
        f.write("print('drip')\n")
    out = subprocess.check_output([sys.executable, leaky_bucket_path], text=True)
    os.unlink(leaky_bucket_path)
    assert out == "drip\n"
