"""What children and C code do to files, and what runs in several processes."""

import json
import socket
import sys

import pytest

from codemods.evidence.read import read_evidence
from codemods.runs.pythons import Environment
from tests.runs.probing import Seen, all_passed, trace

CHILDREN = {
    "data.txt": "content",
    "other.txt": "content",
    "sub/inside.txt": "content",
    "child.py": """\
        import os, sys
        how, name = sys.argv[1:]
        if how == "write": open(name, "w").close()
        if how == "read": open(name).read()
        if how == "change": open(name, "a").write("more")
        if how == "delete": os.remove(name)
        if how == "mkdir": os.mkdir(name)
        """,
    "test_children.py": """\
        import ctypes, multiprocessing, os, subprocess, sys
        from pathlib import Path

        def child(*words, **options):
            command = [sys.executable, os.path.abspath("child.py"), *words]
            subprocess.run(command, check=True, **options)

        def write(name): Path(name).write_text("")

        def work(method, name):
            process = multiprocessing.get_context(method).Process(target=write, args=[name])
            process.start()
            process.join()
            assert process.exitcode == 0

        def test_write(): child("write", "w.txt")
        def test_read(): child("read", "data.txt")
        def test_change(): child("change", "other.txt")
        def test_mkdir(): child("mkdir", "folder")
        def test_delete(): child("delete", "w.txt")
        def test_elsewhere(): child("write", "there.txt", cwd="sub")
        def test_shell(): subprocess.run("echo 1 > shell.txt", shell=True, check=True)
        def test_system(): assert os.system("echo 1 > system.txt") == 0
        def test_new_folder(): os.system("mkdir -p new/deep; echo 1 > new/deep/x.txt")
        def test_fork(): work("fork", "fork.txt")
        def test_spawn(): work("spawn", "spawn.txt")

        def test_c_code():
            handle = ctypes.CDLL(None).creat(b"c.txt", 0o644)
            os.close(handle)

        kept = []
        def test_keeps_open(): kept.append(open("kept.txt", "w"))
        def test_closes_it(): kept.pop().close()

        def test_both_do():
            write("both.txt")
            child("change", "both.txt")
            child("read", "both.txt")
            os.remove("both.txt")

        def test_renamed_folder():
            os.makedirs("early/deep")
            child("write", "early/deep/a.txt")
            os.rename("early", "late")
            child("write", "late/deep/b.txt")

        def test_public():
            name = "xdistify-" + os.environ["XDISTIFY_TEST_NAME"]
            os.system(f"mkdir /tmp/{name}; echo 1 > /tmp/{name}/x.txt")

        def test_public_again():
            folder = "/tmp/xdistify-" + os.environ["XDISTIFY_TEST_NAME"]
            os.remove(folder + "/x.txt")
            os.rmdir(folder)

        def test_nothing(): pass

        def test_asks(): write(f"by-{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}.txt")
        """,
}

SEEN_BY_BOTH = {
    "test_write": ["write w.txt"],
    "test_delete": ["delete w.txt"],
    "test_change": ["write other.txt"],
    "test_mkdir": ["mkdir folder"],
    "test_elsewhere": ["write sub/there.txt"],
    "test_shell": ["write shell.txt"],
    "test_system": ["write system.txt"],
    "test_c_code": ["write c.txt"],
    "test_new_folder": ["mkdir new", "mkdir new/deep", "write new/deep/x.txt"],
    "test_spawn": ["write spawn.txt"],
    "test_nothing": [],
}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    root = tmp_path_factory.mktemp("watched")
    return trace(root, environment, CHILDREN, env={"XDISTIFY_TEST_NAME": root.parent.name})


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    root = tmp_path_factory.mktemp("compared")
    env = {"XDISTIFY_WATCH": "snapshot", "XDISTIFY_TEST_NAME": f"{root.parent.name}-2"}
    return trace(root, environment, CHILDREN, env=env)


def changes(seen: Seen, name: str) -> list[str]:
    """Without what a child reads: its own source, too."""
    return [touch for touch in seen.touches(name) if not touch.startswith("read ")]


linux = pytest.mark.skipif(sys.platform != "linux", reason="inotify")


@linux
@pytest.mark.parametrize("name", SEEN_BY_BOTH)
def test_inotify_shows_what_children_change(watched: Seen, name: str) -> None:
    assert all_passed(watched)
    assert changes(watched, name) == SEEN_BY_BOTH[name]
    assert all(use.watched for use in watched.uses(name))


@pytest.mark.parametrize("name", SEEN_BY_BOTH)
def test_comparing_folders_shows_it_too(compared: Seen, name: str) -> None:
    assert all_passed(compared)
    assert sorted(changes(compared, name)) == sorted(SEEN_BY_BOTH[name])


@linux
def test_inotify_shows_what_children_read(watched: Seen) -> None:
    assert "read data.txt" in watched.touches("test_read")
    assert "read data.txt" not in watched.touches("test_write")


@linux
def test_a_forked_child_speaks_for_itself(watched: Seen) -> None:
    assert changes(watched, "test_fork").count("write fork.txt") >= 1
    assert not all(use.watched for use in watched.uses("test_fork"))


@linux
def test_what_the_test_did_itself_is_not_told_again(watched: Seen) -> None:
    told = [touch for touch in watched.touches("test_both_do") if touch.endswith("both.txt")]
    assert told == ["write both.txt", "delete both.txt"]


@linux
def test_closing_what_another_opened_is_no_change(watched: Seen) -> None:
    assert watched.touches("test_keeps_open") == ["write kept.txt"]
    assert watched.touches("test_closes_it") == []


@linux
def test_a_renamed_folder_is_followed_under_its_new_name(watched: Seen) -> None:
    told = changes(watched, "test_renamed_folder")
    assert "write early/deep/a.txt" in told
    assert "write late/deep/b.txt" in told
    assert "write early/deep/b.txt" not in told


@linux
def test_a_folder_in_tmp_is_the_suites_once_a_command_names_it(watched: Seen) -> None:
    (name,) = [one.split()[1] for one in changes(watched, "test_public") if "x.txt" in one]
    assert changes(watched, "test_public_again")[0] == f"delete {name}"


def test_commands_are_told(watched: Seen) -> None:
    assert any("child.py write w.txt" in words for words in watched.evidence.commands)
    assert any("echo 1 > shell.txt" in words for words in watched.evidence.commands)


PARALLEL = {
    "conftest.py": 'open("conftest.txt", "a").close()\n',
    "test_parallel.py": """\
        import os, subprocess, time
        from pathlib import Path

        import pytest

        @pytest.fixture(scope="session")
        def shared(worker_id): Path(f"shared-{worker_id}.txt").write_text("")

        @pytest.mark.parametrize("number", range(4))
        def test_each(number, shared):
            Path("one.txt").write_text("")
            subprocess.run("echo 1 > child.txt", shell=True, check=True)
            time.sleep(0.05)
            Path("two.txt").write_text("")
        """,
}


@pytest.fixture(scope="module")
def parallel(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    return trace(tmp_path_factory.mktemp("parallel"), environment, PARALLEL, workers=2)


def test_each_worker_writes_for_itself_and_they_are_joined(parallel: Seen) -> None:
    assert all_passed(parallel)
    assert len(parallel.evidence.tests) == 4
    for number in range(4):
        told = parallel.touches(f"test_each[{number}]")
        assert told == ["write one.txt", "write two.txt"], "watching would mix the workers up"
    facts = [json.loads(content.splitlines()[0]) for content in parallel.traced.processes]
    assert sorted((fact["worker"], fact["watch"]) for fact in facts) == [
        ("gw0", "off"),
        ("gw1", "off"),
    ]


def test_a_child_does_not_cost_the_rest_where_nothing_is_watched(parallel: Seen) -> None:
    assert parallel.evidence.notes == ("what children and C code do to files was not seen",)
    assert parallel.evidence.commands


def test_what_is_named_after_the_worker_is_its_own(parallel: Seen, compared: Seen) -> None:
    assert all(use.private for use in parallel.uses("shared") if "gw0" in use.resource)
    assert [use.private for use in compared.uses("test_asks")] == [True]


def test_every_worker_imports(parallel: Seen) -> None:
    uses = [use for use in parallel.evidence.uses if use.resource == "conftest.txt"]
    assert len(uses) == 2, "one of each worker, none of the process that hands out"


@pytest.fixture(scope="module")
def broken_off(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    code = """\
        import os
        from pathlib import Path

        def test_before(): Path("before.txt").write_text("")
        def test_ends_it():
            Path("during.txt").write_text("")
            os._exit(3)
        def test_after(): Path("after.txt").write_text("")
        """
    return trace(tmp_path_factory.mktemp("broken_off"), environment, {"test_end.py": code})


def test_what_was_seen_before_the_process_ended_is_kept(broken_off: Seen) -> None:
    assert broken_off.traced.run.error
    assert broken_off.touches("test_before") == ["write before.txt"]
    assert broken_off.touches("test_after") == []


def test_a_line_that_was_cut_off_is_left_out(broken_off: Seen) -> None:
    (content,) = broken_off.traced.processes
    again = read_evidence([content[:-5]], {}, lambda word: False)
    assert len(again.uses) == len(broken_off.evidence.uses) - 1


SERVER = """\
    import socket, sys, time
    server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    print("ready", flush=True)
    time.sleep(30)
    """
CLIENTS = """\
    import fcntl, os, socket, subprocess, sys
    import pytest
    from filelock import FileLock

    PORT = {port}

    @pytest.fixture
    def server():
        with subprocess.Popen(
            [sys.executable, "server.py", str(PORT)], stdout=subprocess.PIPE
        ) as child:
            child.stdout.readline()
            yield
            child.kill()

    def test_one(server): socket.create_connection(("127.0.0.1", PORT)).close()
    def test_two(server): socket.create_connection(("127.0.0.1", PORT)).close()

    def test_locked():
        with open("lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            open("guarded.txt", "w").close()
            fcntl.flock(lock, fcntl.LOCK_UN)
            open("free.txt", "w").close()

    def test_library():
        with FileLock("guard.lock"):
            open("kept.txt", "w").close()

    def test_failing():
        with pytest.raises(OSError):
            open("no/such/folder.txt", "w")
        with pytest.raises(OSError):
            os.remove("never.txt")
    """


@pytest.fixture(scope="module")
def served(  # xdistify: ignore[fixed-port] a child binds it
    tmp_path_factory: pytest.TempPathFactory, environment: Environment
) -> Seen:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    files = {"server.py": SERVER, "test_served.py": CLIENTS.format(port=port)}
    return trace(tmp_path_factory.mktemp("served"), environment, files)


def test_a_port_that_a_child_listens_on_is_bound_by_who_started_it(served: Seen) -> None:
    assert all_passed(served)
    for test in ("test_one", "test_two"):
        hows = [use.how for use in served.uses(test) if use.resource.startswith("tcp:")]
        assert hows == ["bind", "connect"]


def test_what_is_done_under_a_lock_says_so(served: Seen) -> None:
    locked = {use.resource: use.locked for use in served.uses("test_locked") if not use.watched}
    assert locked == {"lock": False, "guarded.txt": True, "free.txt": False}


def test_a_file_that_is_only_there_to_be_locked_is_no_touch(served: Seen) -> None:
    assert {use.resource: use.locked for use in served.uses("test_library")} == {"kept.txt": True}


def test_what_fails_changes_nothing(served: Seen) -> None:
    assert {use.how for use in served.uses("test_failing")} == {"probe"}
