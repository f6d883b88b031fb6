import os


def test_in_the_own_folder(tmp_path):
    with open("behind-the-own-folder.txt", "w") as f:
        f.write("here")
    (tmp_path / "behind-the-own-folder.txt").write_text("there")
    with open("behind-the-own-folder.txt") as f:
        assert f.read() == "here"
    os.remove("behind-the-own-folder.txt")
