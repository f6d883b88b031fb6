def test_one_line(tmp_path):
    path = tmp_path / "literal-concatenated-one.txt"
    with open(path, "w") as f:
        f.write("ok")


def test_parenthesised(tmp_path):
    path = (
        tmp_path
        / "literal-concatenated-with-a-rather-long-name.txt"  # the suffix matters
    )
    with open(path, "w") as f:
        f.write("ok")


def test_argument(tmp_path):
    with open(
        tmp_path / "literal-concatenated-as-an-argument.txt",
        "w",
    ) as f:
        assert f.write("ok")
