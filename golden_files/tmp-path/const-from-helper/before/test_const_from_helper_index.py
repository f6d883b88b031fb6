import os

from const_from_helper_common import REPORTS, clean, report_path


def write_index(folder):
    names = sorted(os.listdir(folder))
    with open(os.path.join(folder, "index.rst"), "w") as f:
        f.writelines(f"* {name}\n" for name in names)


def test_empty():
    clean()
    write_index(REPORTS)
    assert os.path.getsize(report_path("index")) == 0


def test_index():
    clean()
    open(report_path("may"), "w").close()
    write_index(REPORTS)
    with open(report_path("index")) as f:
        assert f.read() == "* may.rst\n"
