"""Projects on disk, and the command line run in them as a user would: in a process of its own."""

import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import Any

COMMAND = (
    [sys.executable, "-m", "codemods.cli"]
    if find_spec("codemods.cli.__main__")
    else [sys.executable, "-c", "from codemods.cli.main import run; run()"]
)

OWN = '''\
"""Each test makes what it reads."""


def test_report():
    with open("/tmp/xdistify-own/report.txt", "w") as file:
        file.write("ok")
    with open("/tmp/xdistify-own/report.txt") as file:
        assert file.read() == "ok"


def test_notes():
    with open("/tmp/xdistify-other/notes.txt", "w") as file:
        file.write("ok")
'''

BLOG = """\
import os

WORKDIR = "/tmp/test-output"


def test_writes_report():
    with open(f"{WORKDIR}/report.txt", "w") as f:
        f.write("hello")


def test_reads_report():
    assert os.path.exists(f"{WORKDIR}/report.txt")
"""

CLEAN = """\
def test_adds():
    assert 1 + 1 == 2
"""


@dataclass(frozen=True)
class Ran:
    """How one run of the command ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)

    def assert_refused(self, *words: str) -> None:
        """It said why in a sentence on stderr, and ended as refusals end."""
        assert self.code == 2, (self.code, self.err)
        assert self.out == b""
        assert "Traceback" not in self.err
        assert self.err.startswith("xdistify: "), self.err
        for word in words:
            assert word in self.err, (word, self.err)


@dataclass(frozen=True)
class Project:
    """A folder that holds a suite."""

    path: Path
    environment: dict[str, str] = field(hash=False)

    def write(self, files: Mapping[str, str | bytes]) -> "Project":
        for name, content in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
        return self

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def run(
        self, *words: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> Ran:
        """One run of the command; in a Python of its own where the environment is at stake."""
        if environment is None and hasattr(os, "fork"):
            return _forked(words, cwd or self.path, self.environment)
        done = subprocess.run(
            [*COMMAND, *words],
            cwd=cwd or self.path,
            env={**self.environment, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode())

    def scan(self, *words: str) -> dict[str, Any]:
        """The JSON of a scan that goes well."""
        done = self.run("scan", "--format", "json", *words)
        assert done.code in (0, 1), done.err
        assert done.code == bool(done.json["hazards"])
        return done.json

    def everything(self) -> dict[str, tuple[int, bytes]]:
        """Mode and content of every file, folder and link below the root, git's own apart."""
        return dict(_entries(self.path))

    # With git

    def git(self, *words: str, check: bool = True, stdin: bytes | None = None) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=self.path,
            env=self.environment,
            input=stdin,
            capture_output=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().rstrip("\n")

    def commit(self, message: str = "work") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def initialise(self) -> "Project":
        self.git("init", "--quiet")
        self.commit("start")
        return self

    def state(self) -> tuple[object, ...]:
        """All that a user would miss: files, HEAD, its branch, what is staged, the branches."""
        return (
            self.everything(),
            self.git("rev-parse", "HEAD"),
            self.git("symbolic-ref", "--quiet", "HEAD", check=False),
            self.git("ls-files", "--stage"),
            self.git("branch", "--list"),
            self.git("worktree", "list"),
        )

    def trailers(self, key: str, revision: str = "HEAD") -> list[str]:
        pretty = f"--format=%(trailers:key={key},valueonly)"
        return self.git("log", "-1", pretty, revision).split()


def _forked(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Ran:
    """A run in a child of a Python that has imported the command line already."""
    server = _server()
    with tempfile.TemporaryDirectory() as name:
        out, err = Path(name, "out"), Path(name, "err")
        streams = {"out": str(out), "err": str(err)}
        place = {"folder": str(folder), "environment": dict(environment)}
        job = {"words": list(map(str, words)), **place, **streams}
        server.stdin.write(json.dumps(job).encode() + b"\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return Ran(code, out.read_bytes(), err.read_text(encoding="utf-8"))


@cache
def _server() -> Any:
    """A Python for this process that ends with it, as its stdin does."""
    script = Path(__file__).with_name("ready.py")
    variables = {"LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, str(script)], env=variables, stdin=pipe, stdout=pipe)


def _entries(folder: Path) -> Iterator[tuple[str, tuple[int, bytes]]]:
    for parent, folders, files in os.walk(folder):
        if ".git" in folders:
            folders.remove(".git")
        for name in [*folders, *files]:
            path = Path(parent, name)
            mode = path.lstat().st_mode
            content = b""
            if stat.S_ISLNK(mode):
                content = os.fsencode(path.readlink())
            elif stat.S_ISREG(mode):
                content = path.read_bytes()
            yield path.relative_to(folder).as_posix(), (mode, content)
