import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
OUT = os.path.join(TMP_DIR, "helper-in-other-file.out")


def run(lines):
    with open(OUT, "w") as f:
        f.writelines(lines)


def cleanup():
    if os.path.exists(OUT):
        os.remove(OUT)
