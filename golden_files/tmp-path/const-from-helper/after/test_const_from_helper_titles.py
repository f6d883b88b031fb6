from const_from_helper_common import ENCODING, clean, report_path


def write_title(path, title):
    with open(path, "w", encoding=ENCODING) as f:
        f.write(title + "\n" + "=" * len(title) + "\n")


def test_title():
    clean()
    path = report_path("title")
    write_title(path, "Budget")
    with open(path, encoding=ENCODING) as f:
        assert f.read() == "Budget\n======\n"
