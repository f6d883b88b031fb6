import os
import tempfile


def test_link(tmp_path):
    folder = tempfile.mkdtemp()
    link = str(tmp_path / "link-to-a-folder")
    os.symlink(folder, link)
    with open(link + "/x.txt", "w") as file:
        file.write("x")
    assert os.path.exists(os.path.join(folder, "x.txt"))
