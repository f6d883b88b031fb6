import os
import subprocess
import sys

import pytest

import templates_with_helper

CODE = "import os, sys; os.makedirs(sys.argv[1])"


@pytest.fixture
def no_output(request, tmp_path):
    cleared_by_a_helper_path = tmp_path / "cleared-by-a-helper"

    def clear():
        if os.path.isdir(cleared_by_a_helper_path):
            templates_with_helper.rmtree(cleared_by_a_helper_path)

    request.addfinalizer(clear)


@pytest.mark.usefixtures("no_output")
def test_a_project_is_generated(tmp_path):
    cleared_by_a_helper_path = str(tmp_path / "cleared-by-a-helper")
    subprocess.run([sys.executable, "-c", CODE, cleared_by_a_helper_path], check=True)
    assert os.path.isdir(cleared_by_a_helper_path)
