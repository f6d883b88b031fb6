import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


REPORT_PATH = os.path.join(TMP_DIR, "report.txt")


def test_writes_by_itself(tmp_path):
    path = tmp_path / "report.txt"
    with open(path, "w") as file:
        file.write("text")
    assert os.path.getsize(path) == 4


def save(path, text="x"):
    os.makedirs(TMP_DIR, exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return path


def test_writes_by_a_helper():
    assert os.path.exists(save(REPORT_PATH))


def test_reads_what_a_helper_wrote():
    assert open(save(REPORT_PATH, "y")).read() == "y"
