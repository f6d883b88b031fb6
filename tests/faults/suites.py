"""Suites made by chance, with hazards that several transforms mend."""

import random

_TESTS = {
    "path": """\
def test_own_{n}():
    with open("/tmp/{w}-own-{n}/report.txt", "w") as file:
        file.write("{n}")
    with open("/tmp/{w}-own-{n}/report.txt") as file:
        assert file.read() == "{n}"
""",
    "clean": """\
def test_clean_{n}():
    with open("/tmp/{w}-gone-{n}.txt", "w") as file:
        file.write("{n}")
    os.remove("/tmp/{w}-gone-{n}.txt")
""",
    "set": """\
@pytest.mark.parametrize("value", {{"a{n}", "b{n}", "c{n}"}})
def test_set_{n}(value):
    assert value
""",
    "argv": """\
def test_argv_{n}():
    assert "--x{n}" not in sys.argv
""",
    "plain": """\
def test_plain_{n}():
    assert {n} + 1 == 1 + {n}
""",
}
_MAKER = """\
def test_makes_{n}():
    with open("/tmp/{w}-both-{n}/data.csv", "w") as file:
        file.write("{n}")
"""
_READER = """\
def test_reads_{n}():
    with open("/tmp/{w}-both-{n}/data.csv") as file:
        assert file.read() == "{n}"
"""


def generated(seed: int, files: int, tests: int) -> dict[str, bytes]:
    """By path, a suite of so many test modules with so many tests, in all sorts of spelling."""
    chance = random.Random(seed)
    word = f"w{chance.randrange(10**6)}"
    bodies: list[list[str]] = [[] for _ in range(files)]
    kinds = ["path", "path", "clean", "set", "argv", "plain"]
    for number in range(tests):
        if files > 1 and number % 9 == 4:
            one, two = chance.sample(range(files), 2)
            bodies[one].append(_MAKER.format(n=number, w=word))
            bodies[two].append(_READER.format(n=number, w=word))
        else:
            text = _TESTS[chance.choice(kinds)].format(n=number, w=word)
            chance.choice(bodies).append(text)
    made: dict[str, bytes] = {"pytest.ini": b"[pytest]\n"}
    for number, body in enumerate(bodies):
        folder = chance.choice(("tests/", "tests/unit/", "tests/deep/er/"))
        head = "import os\nimport sys\n\nimport pytest\n\n\n"
        text = head + "\n\n".join(body or [_TESTS["plain"].format(n=0)])
        end = chance.choice(("\n", "\n", "\n", "\r\n"))
        raw = text.replace("\n", end).encode()
        made[f"{folder}test_{word}_{number}.py"] = chance.choice((b"", b"", b"\xef\xbb\xbf")) + raw
    return made
