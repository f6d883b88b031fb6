import os


def test_one_line():
    path = "/tmp/literal-concatenated-" "one.txt"
    with open(path, "w") as f:
        f.write("ok")
    os.remove(path)


def test_parenthesised():
    path = (
        "/tmp/literal-concatenated"
        "-with-a-rather-long-name"
        ".txt"  # the suffix matters
    )
    with open(path, "w") as f:
        f.write("ok")
    os.remove(path)


def test_argument():
    with open(
        "/tmp/literal-concatenated" "-as-an-argument.txt",
        "w",
    ) as f:
        assert f.write("ok")
