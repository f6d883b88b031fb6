import atexit
import os
import shutil
import tempfile
import textwrap

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


WEAVER_PATH = os.path.join(TMP_DIR, "weaver.toml")


def write_config(text):
    with open(WEAVER_PATH, "w") as f:
        f.write(textwrap.dedent(text))


def read_config():
    with open(WEAVER_PATH) as f:
        return dict(line.strip().split(" = ") for line in f if " = " in line)


def test_one_key():
    write_config(
        """\
        width = 90
        """
    )
    assert read_config() == {"width": "90"}
    os.remove(WEAVER_PATH)


def test_no_keys():
    write_config("# nothing here\n")
    assert read_config() == {}
    os.remove(WEAVER_PATH)


def test_last_wins():
    write_config("width = 90\nwidth = 120\n")
    assert read_config()["width"] == "120"
    os.remove(WEAVER_PATH)
