from pathlib import Path


def test_annotated(tmp_path: Path) -> None:
    path: str = str(tmp_path / "annotated-variable.txt")
    with open(path, "w") as f:
        f.write("ok")
