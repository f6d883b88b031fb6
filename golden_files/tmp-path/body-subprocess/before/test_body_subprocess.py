import os
import subprocess
import sys


def test_exit_code():
    script = "leaky_bucket.py"
    with open(script, "w") as f:
        f.write("raise SystemExit(3)\n")
    assert subprocess.call([sys.executable, script]) == 3
    os.remove(script)


def test_output():
    with open("leaky_bucket.py", "w") as f:
        f.write("print('drip')\n")
    out = subprocess.check_output([sys.executable, "leaky_bucket.py"], text=True)
    os.unlink("leaky_bucket.py")
    assert out == "drip\n"
