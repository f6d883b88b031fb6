import glob
import os
import shutil

OUT = "/tmp/folder-listed"


def test_listing():
    os.mkdir(OUT)
    for name in ("b.txt", "a.txt", "c.log"):
        with open(os.path.join(OUT, name), "w") as f:
            f.write(name)
    assert sorted(os.listdir(OUT)) == ["a.txt", "b.txt", "c.log"]
    assert len(glob.glob(OUT + "/*.txt")) == 2
    for folder, _, files in os.walk(OUT):
        assert len(files) == 3
    shutil.rmtree(OUT)
