def test_percent(tmp_path):
    template = str(tmp_path / "template-in-variable-%d.txt")
    for n in (1, 2):
        with open(template % n, "w") as f:
            f.write(str(n))


def test_format(tmp_path):
    template = str(tmp_path / "template-in-variable-{}.log")
    with open(template.format("a"), "w") as f:
        f.write("ok")
