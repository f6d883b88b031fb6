import os

import pytest

from hlp_keep_scaffold import scaffold


@pytest.fixture(autouse=True)
def in_temp_folder(tmp_path):
    before = os.getcwd()
    os.chdir(tmp_path)
    yield
    os.chdir(before)


def test_readme():
    scaffold("windlass")
    with open("windlass/README") as f:
        assert f.read() == "Windlass"


def test_log():
    scaffold("windlass")
    assert sorted(os.listdir(".")) == ["scaffold.log", "windlass"]


def test_twice():
    scaffold("windlass")
    with pytest.raises(FileExistsError):
        scaffold("windlass")
