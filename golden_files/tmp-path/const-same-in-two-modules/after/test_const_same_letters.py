import os

from const_same_printer import print_to


def test_letter(tmp_path):
    out_path = tmp_path / "out.ps"
    print_to(out_path, "Dear Sir")
    with open(out_path) as f:
        assert f.read() == "%!\n(Dear Sir) show\n"


def test_empty_letter(tmp_path):
    out_path = tmp_path / "out.ps"
    print_to(out_path)
    assert os.path.getsize(out_path) == 3
