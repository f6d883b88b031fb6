"""Repositories of somebody who means harm: named and left out, without a crash, a wait or a run."""

import hashlib
import json
import os
import socket
import subprocess
import sys
import zlib

import pytest

from codemods import git
from codemods.edits.model import Edit
from codemods.edits.records import encode_edit
from codemods.errors import Refusal
from tests.cli.projects import COMMAND, OWN, Project

if os.name != "posix":
    pytest.skip("pipes, devices and limits of memory are of POSIX", allow_module_level=True)

MEMORY = 3 << 30


def scan(project: Project, *words: str, seconds: int = 100) -> dict:
    """What a scan with little memory says, in time."""
    import resource

    done = subprocess.run(
        [*COMMAND, "scan", "--format", "json", *words],
        cwd=project.path,
        env=project.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert done.returncode in (0, 1), done.stderr.decode(errors="replace")[-2000:]
    return json.loads(done.stdout)


def reasons(found: dict) -> dict[str, str]:
    return {item["path"]: item["reason"] for item in found["skipped"]}


def test_what_is_no_regular_file_is_named_and_left_out(own):
    tests = own.path / "tests"
    os.mkfifo(tests / "test_pipe.py")
    (tests / "test_zero.py").symlink_to("/dev/zero")
    (tests / "test_self.py").symlink_to("test_self.py")
    (tests / "test_folder.py").mkdir()
    os.mkfifo(own.path / "deploy.yml")
    (own.path / "settings.toml").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(tests, os.O_RDONLY)
        listening.bind(f"/proc/self/fd/{here}/test_socket.py" if sys.platform == "linux" else "s")
        os.close(here)

    found = scan(own)

    assert len(found["hazards"]) == 2
    assert reasons(found) == {
        "tests/test_pipe.py": "it is not a regular file",
        "tests/test_self.py": "it is a symbolic link to nothing",
        "tests/test_socket.py": "it is not a regular file",
        "tests/test_zero.py": "it is a symbolic link that leaves the root",
    }


def test_a_file_that_is_larger_than_any_source_is_not_read(own):
    with (own.path / "tests/test_large.py").open("wb") as file:
        file.truncate(200_000_000)
    own.write({"tests/test_lines.py": "x = 1\n" * 400_000})

    found = scan(own)

    assert len(found["hazards"]) == 2
    assert reasons(found) == dict.fromkeys(
        ("tests/test_large.py", "tests/test_lines.py"), "it is larger than 2 MiB"
    )


DEEP = {
    "brackets": "x = " + "(" * 10_000 + ")" * 10_000,
    "open brackets": "x = " + "[" * 10_000,
    "signs": "x = " + "-" * 50_000 + "1",
    "negations": "x = " + "not " * 50_000 + "1",
    "lambdas": "x = " + "lambda: " * 20_000 + "1",
    "powers": "x = " + "a**" * 20_000 + "a",
    "conditions": "x = " + "1 if 1 else " * 20_000 + "1",
    "attributes": "x = a" + ".b" * 20_000,
    "calls": "x = a" + "()" * 20_000,
    "sums": "x = 1" + "+1" * 20_000,
    "branches": "if a: pass\n" + "elif a: pass\n" * 20_000,
    "functions": "".join(f"{' ' * n}def f():\n" for n in range(1_500)) + " " * 1_500 + "pass",
    "strings in strings": "x = f'{" + "(" * 5_000 + ")" * 5_000 + "}'",
}
FOLLOWED = {
    "attributes": "    x = a" + ".b" * 900,
    "calls": "    x = a" + ".b()" * 700,
    "pieces": "    x = 'a'" + " + 'a'" * 900,
    "branches": "    if a: pass\n" + "    elif a: open('/tmp/x/y')\n" * 600,
    "signs": "    x = " + "-" * 1_500 + "1",
}


def test_deep_code_ends_neither_the_scan_nor_the_process(own):
    shown = "open('deep', 'w')"
    own.write(
        {f"tests/test_{at}.py": f"{shown}\n{code}\n" for at, code in enumerate(DEEP.values())}
    )
    body = "def test_it(a):\n{}\n    open('/tmp/deep-{}/y', 'w')\n"
    own.write(
        {
            f"tests/test_followed_{at}.py": body.format(code, at)
            for at, code in enumerate(FOLLOWED.values())
        }
    )

    found = scan(own)

    left = reasons(found)
    assert [what for at, what in enumerate(DEEP) if f"tests/test_{at}.py" not in left] == []
    assert {item["path"] for hazard in found["hazards"] for item in hazard["locations"]} >= {
        "tests/test_own.py"
    }
    assert all("nest" in left.get(f"tests/test_followed_{at}.py", "nest") for at in range(5))


def test_long_ways_through_code_are_given_up_with_a_sentence(own):
    own.write({"pyproject.toml": "[tool.xdistify]\nfile-timeout = 1\n"})
    fixtures = "".join(f"@pytest.fixture\ndef f{n + 1}(f{n}): return f{n}\n" for n in range(1_500))
    own.write(
        {
            "tests/test_fixtures.py": "import pytest\n@pytest.fixture\ndef f0(): return '/tmp/q'\n"
            f"{fixtures}def test_it(f1500): open(f1500, 'w')\n",
            "tests/test_double.py": "a0 = '/tmp/qq'\n"
            + "".join(f"a{n + 1} = a{n} + a{n}\n" for n in range(60))
            + "def test_it(): open(a60, 'w')\n",
            "tests/test_product.py": "import x\n"
            + "".join(f"if x.a:\n    A{n} = 'a'\nelse:\n    A{n} = 'b'\n" for n in range(24))
            + f"P = '/tmp/' + {' + '.join(f'A{n}' for n in range(24))}\n"
            "def test_it(): open(P, 'w')\n",
        }
    )

    found = scan(own)

    assert "nests too deeply" in reasons(found)["tests/test_fixtures.py"]
    places = {item["path"] for hazard in found["hazards"] for item in hazard["locations"]}
    assert "tests/test_own.py" in places


def test_the_time_of_a_file_ends_and_the_others_go_on(own):
    own.write({"pyproject.toml": "[tool.xdistify]\nfile-timeout = 0.4\n"})
    own.write({"tests/test_slow.py": "a = [b, c, d, e, f]\n" * 100_000})

    found = scan(own)

    assert reasons(found) == {"tests/test_slow.py": "it takes too long to analyse"}
    own.run("scan", "tests/test_slow.py").assert_refused(
        "tests/test_slow.py was not read: it takes too long to analyse"
    )


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "true", "'10'"])
def test_a_time_that_is_none_is_refused(own, value):
    own.write({"pyproject.toml": f"[tool.xdistify]\nfile-timeout = {value}\n"})

    own.run("scan").assert_refused("file-timeout must be a number of seconds above 0")


def test_a_folder_deeper_than_a_path_can_say_is_named(own):
    here = os.open(own.path, os.O_RDONLY)
    try:
        for _ in range(450):
            os.mkdir("abcdefghij", dir_fd=here)
            inner = os.open("abcdefghij", os.O_RDONLY, dir_fd=here)
            os.symlink("..", "up", dir_fd=inner)
            os.close(here)
            here = inner
    finally:
        os.close(here)

    found = scan(own)
    subprocess.run(["rm", "-rf", str(own.path / "abcdefghij")], check=True)

    assert len(found["hazards"]) == 2
    assert [*reasons(found).values()] == ["it cannot be read (File name too long)"]


OUTSIDE = {
    "upwards": "../../../../**/*",
    "absolute": "/etc",
    "broken": "tests** [a- \\x00 tests",
    "repeated": "**/**/**/**/**/**/*",
}


@pytest.mark.parametrize("pattern", OUTSIDE.values(), ids=OUTSIDE)
def test_testpaths_lead_nowhere_outside(own, pattern):
    own.write({"pytest.ini": f"[pytest]\ntestpaths = {pattern}\n"})

    places = [it["path"] for one in scan(own)["hazards"] for it in one["locations"]]

    assert set(places) <= {"tests/test_own.py"}


CONFIGURATIONS = {
    "large": ("pyproject.toml", b"#" * (2 << 20), "larger than 1 MiB"),
    "deep": ("pyproject.toml", b"a = " + b"[" * 5_000, "nests too deeply"),
    "number": ("pyproject.toml", b"a = " + b"9" * 9_000, "cannot be read"),
    "large ini": ("setup.cfg", b"#" * (2 << 20), "larger than 1 MiB"),
}


@pytest.mark.parametrize(("name", "raw", "why"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_configuration_beyond_all_bounds_is_refused(own, name, raw, why):
    (own.path / "pytest.ini").unlink()
    own.write({name: raw})

    own.run("scan", "--root", ".").assert_refused(name, why)


@pytest.mark.parametrize("name", ["pyproject.toml", "pytest.ini", "setup.cfg"])
def test_a_configuration_that_is_a_pipe_is_refused(own, name):
    (own.path / "pytest.ini").unlink()
    os.mkfifo(own.path / name)

    if name == "pytest.ini":  # as for pytest, what is no file is not there
        assert len(scan(own, "--root", ".")["hazards"]) == 2
    else:
        own.run("scan", "--root", ".").assert_refused(name, "not a regular file")


ODD = [
    b"test_new\nline.py",
    b"test_tab\t.py",
    b"test_quote'\".py",
    b"test_bytes\xff\xfe.py",
    b"test_\x1b[31mred\x1b[0m.py",
    b"test_\xc2\x9b2J.py",
    b"-test.py",
    b"--test_x.py",
    b"test_*.py",
    b"test_back\\slash.py",
    b"test_\xe2\x80\xaegnp.py",
    b":!test_z.py",
    b"test_\r\n.py",
    b"test_<script>alert(1).py",
]


@pytest.fixture
def odd(project):
    project.write({"pytest.ini": "[pytest]\npython_files = *.py\n"})
    for at, name in enumerate(ODD):
        content = OWN.replace("xdistify-o", f"xdistify-odd-{at}-o")
        (project.path / os.fsdecode(name)).write_text(content)
    return project.initialise()


def harmless(text: str) -> bool:
    return not any(one in text for one in ("\x1b", "\x9b", "\u202e", "\r"))


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "html"])
def test_any_name_of_a_file_is_said_without_harm(odd, format):
    done = odd.run("scan", "--format", format)

    assert done.code == 1, done.err
    assert harmless(done.text)
    if format == "json":
        paths = {it["path"] for one in done.json["hazards"] for it in one["locations"]}
        assert {os.fsencode(path) for path in paths} == set(ODD)


def test_a_diff_of_files_with_any_name_is_what_git_applies(odd):
    done = odd.run("diff")

    assert done.code == 1, done.err
    odd.git("apply", "-", stdin=done.out)
    by_git = odd.everything()
    odd.git("checkout", "--quiet", "--", ".")
    assert odd.run("apply").code == 0
    assert odd.everything() == by_git


@pytest.mark.parametrize(
    "words", [[], ["--commit", "transform"], ["--branch", "safe"]], ids=" ".join
)
def test_files_with_any_name_are_rewritten_committed_and_taken_back(odd, words):
    before = odd.everything()

    assert odd.run("review", "--list").code == 0
    applied = odd.run("apply", *words)
    assert applied.code == 0, applied.err
    if "--branch" in words:
        odd.git("checkout", "--quiet", "safe")
    assert odd.everything() != before
    assert odd.run("revert", "--all").code == 0

    assert odd.everything() == before


def test_a_name_that_pytest_cannot_tell_from_a_test_is_left_out(own):
    own.write({"tests/test_a::b.py": OWN})

    found = scan(own)

    assert len(found["hazards"]) == 2
    assert "holds “::”" in reasons(found)["tests/test_a::b.py"]


PROGRAMS = (
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "filter.evil.clean",
    "filter.evil.process",
    "filter.evil.smudge",
    "gpg.program",
    "alias.ls-files",
)
HOOKS = ("post-index-change", "reference-transaction", "pre-commit", "post-checkout")


@pytest.fixture
def armed(repository, tmp_path):
    """A repository that names a program wherever git lets it, and where they leave marks."""
    marks = tmp_path / "marks"
    marks.mkdir()

    def program(name: str) -> str:
        path = tmp_path / f"{name}.sh"
        path.write_text(f"#!/bin/sh\ntouch {marks}/{name}\ncat\n")
        path.chmod(0o755)
        return str(path)

    for name in PROGRAMS:
        repository.git("config", name, program(name))
    for name in HOOKS:
        (repository.path / ".git/hooks").mkdir(exist_ok=True)
        (repository.path / ".git/hooks" / name).symlink_to(program(name))
    repository.write({".gitattributes": "*.py filter=evil diff=evil\n"})
    os.utime(repository.path / "tests/test_own.py", (1, 1))  # git has to look into it again
    repository.environment.update(
        GIT_EXTERNAL_DIFF=program("variable"), GIT_DIR="/nowhere", GIT_INDEX_FILE="/nowhere"
    )
    for mark in marks.iterdir():
        mark.unlink()
    return repository, marks


LOOKING = [
    ["scan"],
    ["diff"],
    ["review", "--list"],
    ["apply", "--check"],
    ["explain", "tmp-path"],
    ["apply"],
    ["revert", "--all"],
]


def test_no_program_that_git_would_run_is_run_without_a_commit(armed):
    repository, marks = armed

    codes = [repository.run(*words).code for words in LOOKING]

    assert codes == [1, 1, 0, 1, 0, 0, 0]
    assert list(marks.iterdir()) == []
    for name in ("GIT_DIR", "GIT_INDEX_FILE"):
        del repository.environment[name]
    repository.git("status", check=False)
    assert {"core.fsmonitor"} <= {mark.name for mark in marks.iterdir()}


SETTINGS = {
    "elsewhere": ("[core]\nrepositoryformatversion = 0\nworktree = ../..\n", "core.worktree"),
    "bare": ("[core]\nrepositoryformatversion = 0\nbare = true\n", "core.bare"),
    "cut off": ("[core\n", "bad config line"),
    "of the future": ("[core]\nrepositoryformatversion = 99\n", "version"),
    "endless": ("[include]\npath = /dev/zero\n", "/dev/zero"),
}


@pytest.mark.parametrize(("settings", "why"), SETTINGS.values(), ids=SETTINGS)
def test_settings_that_git_cannot_go_by_end_an_apply_with_a_sentence(repository, settings, why):
    repository.write({".git/config": settings})
    before = repository.everything()

    repository.run("apply").assert_refused(str(repository.path), why)

    assert repository.everything() == before
    assert len(scan(repository)["hazards"]) == 2


def test_what_settings_include_is_read_by_git_alone(repository):
    """GitPython would read the device to its end, and take all memory for it."""
    repository.git("config", "include.path", "/dev/zero")
    script = (
        "import resource, sys; from pathlib import Path;"
        "from codemods.history.repository import opened;"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30,) * 2);"
        "opened(Path('.')).__enter__()"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=repository.path,
        env=repository.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()[-500:]


def test_a_git_that_does_not_answer_is_not_waited_for(repository, monkeypatch):
    os.mkfifo(repository.path / "pipe")
    repository.git("config", "include.path", "../pipe")
    monkeypatch.setattr(git, "PATIENCE", 0.2)

    with pytest.raises(Refusal, match="did not answer"):
        git.look(repository.path, "ls-files", "-z")


def test_a_python_that_the_repository_names_is_not_run_by_a_scan(own, tmp_path):
    mark = tmp_path / "mark"
    own.write({"evil": f"#!/bin/sh\ntouch {mark}\n"})
    (own.path / "evil").chmod(0o755)
    own.write({"pyproject.toml": '[tool.xdistify]\npython = "evil"\nselect = ["xdist-group"]\n'})

    own.run("scan").assert_refused("name it yourself with --python")

    assert not mark.exists()


@pytest.mark.parametrize(
    "name", ["ast", "json", "libcst", "typing", "sitecustomize", "platformdirs"]
)
def test_a_module_of_a_known_name_is_not_imported(own, tmp_path, name):
    mark = tmp_path / "mark"
    own.write({f"{name}.py": f"open({str(mark)!r}, 'w')\n"})
    script = "import sys; sys.path.remove(''); from codemods.cli.main import run; run()"

    done = subprocess.run(
        [sys.executable, "-c", script, "scan"],
        cwd=own.path,
        env=own.environment,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr.decode()
    assert not mark.exists()


def planted(root: str, path: str, temporary: str) -> str:
    return json.dumps(
        {
            "version": 1,
            "root": root,
            "key": ".",
            "entries": [[path, None, "0" * 64, temporary]],
            "folders": [],
            "ledger": {"version": 1, "serial": 9, "roots": {}},
            "pledge": None,
            "branch": None,
        }
    )


OWNERS = frozenset({"aaaa1111"})
OURS = ".xdistify-0123456789abcdef.tmp"
PLANTED = {
    "another root": planted("../..", "victim.txt", OURS),
    "a path upwards": planted("..", "../victim.txt", OURS),
    "an absolute path": planted("..", "{victim}", OURS),
    "a temporary file upwards": planted("..", "tests/test_own.py", "../victim.txt"),
    "a temporary file of another name": planted("..", "tests/x.py", "tests/test_own.py"),
    "git's own folder": planted("..", ".git/hooks/post-checkout", OURS),
    "git's own folder in capitals": planted("..", "tests/.Git/config", OURS),
}


def test_a_planted_ledger_or_journal_does_not_reach_the_settings_of_git(repository):
    """What `.git/config` names is run by git; a clone has the bytes that whoever made it knows."""
    settings = repository.read(".git/config")
    evil = settings + b"[core]\n\tfsmonitor = ./evil\n"
    old, new = (hashlib.sha256(it).hexdigest() for it in (evil, settings))
    edit = Edit(".git/config", len(settings), len(evil), evil[len(settings) :], b"", OWNERS)
    names = ("transform", "hazard", "resource", "why")
    fix = {"id": "aaaa1111", **dict.fromkeys(names, "x"), "safety": "safe", "tests": []}
    file = {"path": ".git/config", "original": old, "mode": 0o644, "folders": [], "below": {}}
    batch = {"id": "b", "branch": None, "files": [{**file, "edits": [encode_edit(edit)]}]}
    batch["fixes"] = [{**fix, "applied": True, "commit": None}]
    ledger = {"version": 1, "serial": 1, "roots": {".": {"batches": [batch]}}}
    blob = {f".xdistify/blobs/{old}": zlib.compress(evil)}

    repository.write({**blob, ".xdistify/ledger.json": json.dumps(ledger)})
    repository.run("revert", "--all").assert_refused(".git/config", "git's own")

    (repository.path / ".xdistify/ledger.json").unlink()
    journal = json.loads(planted("..", ".git/config", f".git/{OURS}"))
    journal["entries"][0][1:3] = old, new
    repository.write({".xdistify/journal.json": json.dumps(journal)})
    repository.run("apply").assert_refused("was not written by xdistify here")
    assert repository.read(".git/config") == settings


def test_a_planted_journal_does_not_take_a_worktree_away(repository):
    repository.git("worktree", "add", "--quiet", "-b", "mine", "../mine")
    journal = json.loads(planted("..", "tests/test_own.py", OURS))
    head = repository.git("rev-parse", "HEAD")
    journal |= {"entries": [], "branch": ["none", "worktrees/mine", head]}
    repository.write({".xdistify/journal.json": json.dumps(journal)})

    repository.run("apply").assert_refused("was not written by xdistify here")

    assert "[mine]" in repository.git("worktree", "list")


@pytest.mark.parametrize("journal", PLANTED.values(), ids=PLANTED)
@pytest.mark.parametrize("words", [["apply"], ["revert", "--all"]], ids=" ".join)
def test_a_planted_journal_reaches_nothing_outside_the_root(own, tmp_path, journal, words):
    victim = tmp_path / "victim.txt"
    victim.write_text("precious")
    own.write({".xdistify/journal.json": journal.replace("{victim}", str(victim))})
    before = own.everything()

    own.run(*words).assert_refused("was not written by xdistify here")

    assert victim.read_text() == "precious"
    assert (
        own.everything().items()
        >= {name: it for name, it in before.items() if not name.startswith(".xdistify")}.items()
    )


def test_a_state_folder_that_is_a_link_is_refused(own, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (own.path / ".xdistify").symlink_to(elsewhere)

    own.run("apply").assert_refused(".xdistify is a link")
    own.run("review", "--accept", "all").assert_refused(".xdistify is a link")

    assert list(elsewhere.iterdir()) == []


def test_a_git_file_that_points_to_no_repository_is_no_repository(own, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    own.write({".git": f"gitdir: {elsewhere}\n"})

    assert own.run("apply").code == 0

    assert list(elsewhere.iterdir()) == []
