import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
OUTPUT_DIR = os.path.join(TMP_DIR, "orchard-output")
LABELS = ["quince", "medlar"]
