import os


def test_annotated() -> None:
    path: str = "/tmp/annotated-variable.txt"
    with open(path, "w") as f:
        f.write("ok")
    os.remove(path)
