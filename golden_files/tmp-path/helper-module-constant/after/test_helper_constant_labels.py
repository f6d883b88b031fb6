import os

from hlp_constants_orchard import LABELS


def test_one_file_per_label(tmp_path):
    for label in LABELS:
        open(tmp_path / (label + ".lbl"), "w").close()
    assert len(os.listdir(tmp_path)) == 2


def test_upper_case(tmp_path):
    target = tmp_path / "quince.lbl"
    with open(target, "w") as f:
        f.write(LABELS[0].upper())
    assert open(target).read() == "QUINCE"
