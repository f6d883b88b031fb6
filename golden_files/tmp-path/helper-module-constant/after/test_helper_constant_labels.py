import os
import shutil

from hlp_constants_orchard import LABELS, OUTPUT_DIR


def setup_function(function):
    os.makedirs(OUTPUT_DIR, exist_ok=True)


def teardown_function(function):
    shutil.rmtree(OUTPUT_DIR, ignore_errors=True)


def test_one_file_per_label():
    for label in LABELS:
        open(os.path.join(OUTPUT_DIR, label + ".lbl"), "w").close()
    assert len(os.listdir(OUTPUT_DIR)) == 2


def test_upper_case():
    target = os.path.join(OUTPUT_DIR, "quince.lbl")
    with open(target, "w") as f:
        f.write(LABELS[0].upper())
    assert open(target).read() == "QUINCE"
