import os
import subprocess
import sys

import pytest


@pytest.fixture
def clean():
    if os.path.isdir("shelf/made"):
        os.rmdir("shelf/made")
    yield
    if os.path.isdir("shelf/made"):
        os.rmdir("shelf/made")


def test_filled(clean):
    fill = "import os, sys; os.mkdir(os.path.join(sys.argv[1], 'made'))"
    subprocess.run([sys.executable, "-c", fill, "shelf"], check=True)
    assert os.path.isdir("shelf/made")
    path = os.path.sep.join(["shelf", "labels.txt"])
    assert os.path.exists(path)
