"""Whole suites: test modules, conftests in folders, helpers in other modules, configuration."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from tests.properties.dressing import dressed
from tests.properties.shapes import (
    fixture,
    function,
    module_set_up,
    plain_class,
    test_case,
    uses,
)
from tests.properties.spellings import spell
from tests.properties.stories import STORIES
from tests.properties.writer import TAG, Draw, Thing, Writer, indent


@dataclass
class Made:
    """A suite on paper.

    Attributes:
        files: bytes by POSIX path relative to the root.
    """

    files: dict[str, bytes] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "\n".join(f"=== {name}\n{raw!r}" for name, raw in sorted(self.files.items()))


@st.composite
def suites(draw: Draw, runs: bool = False) -> Made:
    """Suites of one to three test modules.

    Args:
        runs: whether only what runs here comes in: no servers, no plugins.
    """
    things = _things(draw)
    tame = draw(st.booleans())
    made = Made()
    folders = draw(st.sampled_from([("",), ("tests",), ("tests", "tests/sub"), ("", "pkg")]))
    packages = draw(st.booleans())
    if draw(st.booleans()):
        ini = draw(st.sampled_from(_CONFIGURATIONS))
        made.files[ini[0]] = ini[1]
    inherited: dict[str, str] = {}
    for folder in folders:
        if draw(st.integers(0, 2)) == 2:
            w = Writer(draw, things, runs, tame, "conftest", fixtures=dict(inherited))
            blocks = [fixture(w) for _ in range(w.some(2, 1))]
            _add(made, f"{folder}/conftest.py", w, blocks)
            inherited = dict(w.fixtures)
        if packages and folder:
            made.files[f"{folder}/__init__.py"] = b""
    helper, exports = "", dict[str, Thing]()
    if draw(st.integers(0, 2)) == 2:
        helper, exports = _helper(draw, made, things, runs, tame, folders[0], packages)
    for number in range(draw(st.integers(1, 3))):
        folder = draw(st.sampled_from(folders))
        near = folder == folders[0]
        w = Writer(
            draw, things, runs, tame, shared=helper if near else "", fixtures=dict(inherited)
        )
        w.exports = dict(exports) if near else {}
        shapes = [function, function, plain_class, test_case, uses, module_set_up, *STORIES]
        blocks = []
        for _ in range(w.some(4, 1)):
            shape = w.one(*shapes, fixture)
            blocks.append(shape(w))
        _add(made, f"{folder}/test_{'abc'[number]}{number}.py", w, blocks)
    return made


_CONFIGURATIONS = [
    ("pytest.ini", b"[pytest]\n"),
    ("setup.cfg", b"[tool:pytest]\ntestpaths = tests\n"),
    (
        "pyproject.toml",
        b"[tool.pytest.ini_options]\naddopts = '-ra'\n\n[tool.ruff]\nline-length = 60\n",
    ),
    ("tox.ini", b"[pytest]\nlog_file = run.log\r\n"),
]


def _things(draw: Draw) -> list[Thing]:
    """One to five of them, the first always a file."""
    names = ["out.txt", "a.log", "data", "übung.txt", "with space.txt", "x.tar.gz"]
    roots = [
        "/tmp",
        f"/tmp/{TAG}",
        f"/tmp/{TAG}",
        f"/tmp/{TAG}-b/deep/er",
        "",
        "build_out",
        f"/tmp/{TAG}/../{TAG}",
    ]
    things = []
    for number in range(draw(st.integers(1, 5))):
        folder = draw(st.sampled_from(roots))
        is_folder = number > 0 and folder not in ("", "/tmp") and draw(st.booleans())
        name = "" if is_folder else draw(st.sampled_from(names))
        things.append(Thing(folder, f"{TAG}{name}" if folder == "/tmp" else name))
    return things


def _helper(
    draw: Draw, made: Made, things: list[Thing], runs: bool, tame: bool, folder: str, package: bool
) -> tuple[str, dict[str, Thing]]:
    w = Writer(draw, things, runs, tame, "helper")
    exports: dict[str, Thing] = {}
    blocks = []
    for _ in range(w.some(3, 1)):
        thing = w.file()
        name = w.new(w.one("SHARED", "shared_path", "TMP"))
        value = spell(w, thing, fixed=True)
        if w.chance():
            blocks.append([f"{name} = {value}"])
            exports[name] = thing
        else:
            blocks.append([f"def {name}():", *indent([f"return {value}"])])
            exports[f"{name}()"] = thing
    _add(made, f"{folder}/helpers_.py", w, blocks)
    return (".helpers_" if package and folder else "helpers_"), exports


def _add(made: Made, path: str, w: Writer, blocks: list[list[str]]) -> None:
    constants = w.top if w.chance() or len(w.top) < 2 else [[it for each in w.top for it in each]]
    head = ['"""A module."""'] if w.chance(3) else []
    head += w.statements()
    raw = dressed(w, [*constants, *blocks], head)
    made.files[path.lstrip("/")] = raw
    assume(_compiles(raw))


def _compiles(raw: bytes) -> bool:
    try:
        compile(raw, "module", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def sample(count: int, **options: Any) -> list[Made]:
    """Some suites, to look at."""
    return [suites(**options).example() for _ in range(count)]
