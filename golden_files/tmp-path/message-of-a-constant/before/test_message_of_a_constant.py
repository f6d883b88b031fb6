EXPECTED = """\
stored:
  /tmp/message-of-a-constant-a.txt
"""


class Expected:
    line = "stored /tmp/message-of-a-constant-b.txt\n"


def report(path, before="\n  "):
    with open(path, "w") as file:
        file.write("x")
    return f"stored{before}{file.name}\n"


def test_report():
    assert report("/tmp/message-of-a-constant-a.txt", ":\n  ") == EXPECTED


def test_line():
    assert report("/tmp/message-of-a-constant-b.txt", " ") == Expected.line
