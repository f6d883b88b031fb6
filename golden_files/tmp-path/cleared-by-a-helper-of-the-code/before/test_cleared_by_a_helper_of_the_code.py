import os
import subprocess
import sys

import pytest

import templates_with_helper

CODE = "import os, sys; os.makedirs(sys.argv[1])"


@pytest.fixture
def no_output(request):
    if os.path.isdir("/tmp/cleared-by-a-helper"):
        templates_with_helper.rmtree("/tmp/cleared-by-a-helper")

    def clear():
        if os.path.isdir("/tmp/cleared-by-a-helper"):
            templates_with_helper.rmtree("/tmp/cleared-by-a-helper")

    request.addfinalizer(clear)


@pytest.mark.usefixtures("no_output")
def test_a_project_is_generated():
    subprocess.run([sys.executable, "-c", CODE, "/tmp/cleared-by-a-helper"], check=True)
    assert os.path.isdir("/tmp/cleared-by-a-helper")
