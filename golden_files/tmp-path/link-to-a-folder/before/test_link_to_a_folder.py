import os
import tempfile


def test_link():
    folder = tempfile.mkdtemp()
    link = "/tmp/link-to-a-folder"
    os.symlink(folder, link)
    with open(link + "/x.txt", "w") as file:
        file.write("x")
    assert os.path.exists(os.path.join(folder, "x.txt"))
    os.unlink(link)
