from hlp_constants_orchard import LABELS


def test_sheet(tmp_path):
    sheet = tmp_path / "sheet.txt"
    with open(sheet, "w") as f:
        f.write("\n".join(LABELS))
    with open(sheet) as f:
        assert f.read() == "quince\nmedlar"
