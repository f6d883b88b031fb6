import os

from hlp_constants_orchard import LABELS, OUTPUT_DIR


def test_sheet():
    if not os.path.exists(OUTPUT_DIR):
        os.mkdir(OUTPUT_DIR)
    sheet = os.path.join(OUTPUT_DIR, "sheet.txt")
    with open(sheet, "w") as f:
        f.write("\n".join(LABELS))
    with open(sheet) as f:
        assert f.read() == "quince\nmedlar"
    os.remove(sheet)
    os.rmdir(OUTPUT_DIR)
