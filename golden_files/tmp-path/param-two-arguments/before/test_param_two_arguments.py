from pathlib import Path

import pytest


def swap(left: Path, right: Path) -> None:
    aside = left.with_name(left.name + ".aside")
    left.rename(aside)
    right.rename(left)
    aside.rename(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(Path("param_two_a.txt"), Path("param_two_b.txt"), id="files"),
        pytest.param(Path("param_two_a.txt"), Path("param_two_a.txt.old"), id="prefix"),
    ],
)
def test_swap(left, right):
    left.write_text("L")
    right.write_text("R")

    swap(left, right)

    assert left.read_text() == "R"
    assert right.read_text() == "L"
    left.unlink()
    right.unlink()


@pytest.mark.parametrize("missing", [Path("param_two_missing.txt")], ids=str)
def test_swap_missing(missing):
    with pytest.raises(FileNotFoundError):
        swap(missing, missing)
