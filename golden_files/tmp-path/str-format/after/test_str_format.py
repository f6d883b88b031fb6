import os


def test_template(tmp_path):
    path = tmp_path / "str-format-a.txt"
    with open(path, "w") as f:
        f.write("ok")
    assert os.path.exists(path)


def test_keywords(tmp_path):
    for kind in ("json", "yaml"):
        path = tmp_path / "str-format-cfg.{}".format(kind)
        with open(path, "w") as f:
            f.write("ok")
        os.remove(path)
