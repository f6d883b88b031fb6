import os
import tempfile as tf  # used by the plugins of this suite, too


def test_scratch(tmp_path):
    scratch = tmp_path / "import-with-comment.txt"
    with open(scratch, "w") as f:
        f.write("ok")
    assert os.path.getsize(scratch) == 2
