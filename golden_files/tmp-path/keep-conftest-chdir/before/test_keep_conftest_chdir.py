import os
import shutil

import pytest
from keep_conftest_scaffold import scaffold

PROJECT = "keep_conftest_project"


def test_readme():
    scaffold(PROJECT)
    with open(os.path.join(PROJECT, "README")) as f:
        assert f.read() == "Keep_Conftest_Project\n"
    shutil.rmtree(PROJECT)


def test_already_there():
    os.mkdir("keep_conftest_project")
    scaffold("keep_conftest_project")
    with pytest.raises(FileExistsError):
        scaffold("keep_conftest_project")


def test_log():
    scaffold("one")
    scaffold("two")
    with open("scaffold.log") as f:
        assert f.read() == "one\ntwo\n"
