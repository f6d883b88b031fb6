import os
import shutil
import tempfile


def test_rename():
    cwd = os.getcwd()
    tmp = tempfile.mkdtemp()
    os.chdir(tmp)
    try:
        open("draft.md", "w").close()
        os.rename("draft.md", "final.md")
        assert os.listdir(".") == ["final.md"]
        os.remove("final.md")
    finally:
        os.chdir(cwd)
        shutil.rmtree(tmp)


def test_tmpdir_chdir(tmpdir):
    old = tmpdir.chdir()
    try:
        with open("draft.md", "w") as f:
            f.write("# Draft")
        assert tmpdir.join("draft.md").read() == "# Draft"
    finally:
        old.chdir()
