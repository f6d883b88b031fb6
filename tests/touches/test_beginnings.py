"""Where a path may begin that is no test's own."""

import pytest

from codemods.touches.beginnings import begins_a_path, spells_a_beginning

HELPERS = frozenset({b"store"})


@pytest.mark.parametrize(
    "code",
    [
        "open('/tmp/out', 'w')",
        "open(f'/tmp/out-{number}', 'w')",
        "name = '~/settings'",
        "name = './out'",
        "name = '../out'",
        r"name = 'C:\\Temp\\out'",
        "name = 'report.txt'",
        "name = 'a/report'",
        "name = 'cache.sqlite3'",
        "name = os.path.join('data', 'out.txt')",
        "name = Path('out') / x",
        "Path(tempfile.gettempdir()) / 'x'",
        "os.environ['HOME']",
        "HERE = os.path.dirname(__file__)",
        "def made(tmp_path_factory): pass",
        "def test_a():\n    store('out')",
        "def test_a():\n    store(1, name='out')",
        "def test_a():\n    os.mkdir('out')",
        "def test_a():\n    shelve.open('out')",
        "FOLDER = 'out'",
        "FOLDER = 'other' if windows else 'out'",
        "def setUp(self):\n    self.folder = 'out'",
        "def test_a():\n    name = 'out'\n    open(name, 'w')",
    ],
)
def test_these_begin_a_path(code):
    assert begins_a_path(code.encode(), HELPERS)


@pytest.mark.parametrize(
    "code",
    [
        "def test_a(tmp_path):\n    (tmp_path / 'report.txt').write_text('x')",
        "def test_a(tmp_path):\n    (tmp_path / 'a' / 'report.txt').write_text('x')",
        "def test_a(tmpdir):\n    tmpdir.join('report.txt').write('x')",
        "def test_a(tmp_path):\n    open(os.path.join(tmp_path, 'a', 'report.txt'), 'w')",
        "def test_a(tmp_path):\n    open(os.path.join(str(tmp_path), 'report.txt'), 'w')",
        "def test_a(tmp_path):\n    open(str(tmp_path) + '/report.txt', 'w')",
        "def test_a(tmp_path):\n    tmp_path.with_suffix('.txt').open('w')",
        "def test_a():\n    assert get('https://example.org/a.txt') == 'text/plain'",
        "def test_a():\n    assert other('word') == 'a word'",
        "X = Symbol('x')",
        "assert 1 / 2",
    ],
)
def test_these_begin_none(code):
    assert not begins_a_path(code.encode(), HELPERS)


@pytest.mark.parametrize(
    ("code", "begins"),
    [("open('/tmp/x', 'w')", True), ("open('x.txt', 'w')", True), ("store('out')", False)],
)
def test_looks_alone_tell_less(code, begins):
    assert spells_a_beginning(code.encode()) is begins
