import glob
import os


def test_listing(tmp_path):
    out = tmp_path / "folder-listed"
    os.mkdir(out)
    for name in ("b.txt", "a.txt", "c.log"):
        with open(out / name, "w") as f:
            f.write(name)
    assert sorted(os.listdir(out)) == ["a.txt", "b.txt", "c.log"]
    assert len(glob.glob(str(out / "*.txt"))) == 2
    for folder, _, files in os.walk(out):
        assert len(files) == 3
