import os

TEMPLATE = "/tmp/str-format-{}.txt"


def test_template():
    path = TEMPLATE.format("a")
    with open(path, "w") as f:
        f.write("ok")
    assert os.path.exists(path)
    os.remove(path)


def test_keywords():
    for kind in ("json", "yaml"):
        path = "/tmp/str-format-cfg.{}".format(kind)
        with open(path, "w") as f:
            f.write("ok")
        os.remove(path)
