"""What the probe says of each way to touch a file, a folder or a port."""

import pytest

from codemods.runs.pythons import Environment
from tests.runs.probing import Seen, all_passed, trace

WAYS = {
    "data.txt": "content\n",
    "stock/one.txt": "1",
    "stock/two.dat": "2",
    "stock/deep/three.txt": "3",
    "test_files.py": """\
        import os, shutil
        from pathlib import Path
        import pytest

        def test_read(): open("data.txt").close()
        def test_write(): open("w.txt", "w").close()
        def test_append(): open("a.txt", "a").close()
        def test_update(): open("data.txt", "r+").close()
        def test_create(): open("x.txt", "x").close()
        def test_path_write_text(): Path("p.txt").write_text("")
        def test_path_touch(): Path("t.txt").touch()
        def test_walk_nowhere(): assert not list(os.walk("nowhere"))
        def test_write_a_folder():
            with pytest.raises(OSError): open("stock", "w")
        def test_os_open(): os.close(os.open("o.txt", os.O_CREAT | os.O_WRONLY))
        def test_os_open_to_append(): os.close(os.open("oa.txt", os.O_CREAT | os.O_APPEND))
        def test_os_open_to_read(): os.close(os.open("data.txt", os.O_RDONLY))
        def test_absolute(): open(os.path.abspath("abs.txt"), "w").close()
        def test_not_normal(): open("stock/../data.txt").close()
        def test_bytes(): open(b"bytes.txt", "wb").close()
        def test_like_a_worker(): open("by-gw0.txt", "w").close()

        def test_rename():
            open("before.txt", "w").close()
            os.rename("before.txt", "after.txt")

        def test_path_rename():
            open("before.md", "w").close()
            Path("before.md").rename("after.md")

        def test_replace():
            open("next.txt", "w").close()
            os.replace("next.txt", "data.txt")

        def test_remove():
            open("r.txt", "w").close()
            os.remove("r.txt")

        def test_path_unlink():
            open("u.txt", "w").close()
            Path("u.txt").unlink()

        def test_link():
            os.link("data.txt", "hard.txt")
            os.symlink("data.txt", "soft.txt")

        def test_change():
            os.chmod("data.txt", 0o644)
            os.utime("stock/one.txt")
            os.truncate("stock/two.dat", 0)

        def test_copy(): shutil.copy("data.txt", "copy.txt")
        """,
    "test_folders.py": """\
        import glob, os, shutil
        from pathlib import Path

        def test_mkdir(): os.mkdir("m")
        def test_path_mkdir(): Path("pm").mkdir()
        def test_makedirs(): os.makedirs("d1/leaf")
        def test_makedirs_exist_ok(): os.makedirs("d2/leaf", exist_ok=True)
        def test_path_mkdir_exist_ok(): Path("d3/leaf").mkdir(parents=True, exist_ok=True)

        def test_rmdir():
            os.mkdir("gone")
            os.rmdir("gone")

        def test_rmtree():
            os.makedirs("tree/branch")
            open("tree/branch/leaf.txt", "w").close()
            shutil.rmtree("tree")

        def test_dir_fd():
            folder = os.open("stock", os.O_RDONLY)
            os.mkdir("made", dir_fd=folder)
            os.rename("one.txt", "uno.txt", src_dir_fd=folder, dst_dir_fd=folder)
            os.stat("uno.txt", dir_fd=folder)
            os.rmdir("made", dir_fd=folder)
            os.close(folder)

        def test_fwalk(): list(os.fwalk("stock"))
        def test_listdir(): os.listdir("stock")
        def test_listdir_here(): os.listdir()
        def test_scandir(): os.scandir("stock").close()
        def test_iterdir(): list(Path("stock").iterdir())
        def test_walk(): list(os.walk("stock"))
        def test_glob(): glob.glob("stock/*.txt")
        def test_path_glob(): list(Path("stock").glob("*.txt"))
        def test_path_rglob(): list(Path("stock").rglob("*.txt"))
        def test_path_glob_deep(): list(Path(".").glob("stock/*/three.txt"))

        def test_chdir(monkeypatch): monkeypatch.chdir("stock")
        """,
    "test_looks.py": """\
        import os
        from pathlib import Path

        def test_stat(): os.stat("data.txt")
        def test_lstat(): os.lstat("data.txt")
        def test_access(): os.access("data.txt", os.R_OK)
        def test_exists(): os.path.exists("data.txt")
        def test_isdir(): os.path.isdir("stock")
        def test_islink(): os.path.islink("data.txt")
        def test_getsize(): os.path.getsize("data.txt")
        def test_path_exists(): Path("data.txt").exists()
        def test_path_is_file(): Path("data.txt").is_file()
        def test_path_stat(): Path("data.txt").stat()
        def test_path_lstat(): Path("data.txt").lstat()
        def test_resolve(): Path("stock/one.txt").resolve(), os.path.realpath("stock/one.txt")
        def test_entries(): [entry.stat() for entry in os.scandir("stock")]
        def test_missing(): os.path.exists("missing.txt")
        """,
    "test_ports.py": """\
        import os, socket, sqlite3

        def bound(kind, address):
            with socket.socket(*kind) as one:
                one.bind(address)

        TCP, UDP = (socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET, socket.SOCK_DGRAM)

        def test_bind(): bound(TCP, ("127.0.0.1", 18761))
        def test_bind_udp(): bound(UDP, ("", 18762))
        def test_bind_any(): bound(TCP, ("127.0.0.1", 0))
        def test_bind_unix(): bound((socket.AF_UNIX,), "s.sock")
        def test_bind_abstract(): bound((socket.AF_UNIX,), "\\0abstract")

        def test_connect():
            with socket.socket() as one:
                one.connect_ex(("localhost", 18763))

        def test_sqlite():
            with sqlite3.connect("new.db") as db:
                db.execute("create table t (x)")
            db.close()

        def test_sqlite_uri(): sqlite3.connect("file:uri.db?mode=rwc", uri=True).close()
        def test_sqlite_in_memory(): sqlite3.connect(":memory:").close()
        """,
}

EXPECTED = {
    "test_read": ["read data.txt"],
    "test_write": ["write w.txt"],
    "test_append": ["append a.txt"],
    "test_update": ["update data.txt"],
    "test_create": ["write x.txt"],
    "test_path_write_text": ["write p.txt"],
    "test_path_touch": ["probe t.txt", "update t.txt"],
    "test_walk_nowhere": ["list nowhere"],
    "test_write_a_folder": ["probe stock"],
    "test_os_open": ["update o.txt"],
    "test_os_open_to_append": ["append oa.txt"],
    "test_os_open_to_read": ["read data.txt"],
    "test_absolute": ["write abs.txt"],
    "test_not_normal": ["read data.txt"],
    "test_bytes": ["write bytes.txt"],
    "test_rename": ["write before.txt", "delete before.txt", "write after.txt"],
    "test_path_rename": ["write before.md", "delete before.md", "write after.md"],
    "test_replace": ["write next.txt", "delete next.txt", "write data.txt"],
    "test_remove": ["write r.txt", "delete r.txt"],
    "test_path_unlink": ["write u.txt", "delete u.txt"],
    "test_link": ["write hard.txt", "write soft.txt"],
    "test_change": ["change data.txt", "change stock/one.txt", "change stock/two.dat"],
    "test_mkdir": ["mkdir m"],
    "test_path_mkdir": ["mkdir pm"],
    "test_makedirs": ["ensure d1", "mkdir d1/leaf"],
    "test_makedirs_exist_ok": ["ensure d2", "ensure d2/leaf"],
    "test_path_mkdir_exist_ok": ["probe d3/leaf", "ensure d3", "ensure d3/leaf"],
    "test_rmdir": ["mkdir gone", "rmdir gone"],
    "test_rmtree": [
        "ensure tree",
        "mkdir tree/branch",
        "write tree/branch/leaf.txt",
        "rmtree tree",
    ],
    "test_fwalk": [],
    "test_dir_fd": [
        "read stock",
        "mkdir stock/made",
        "delete stock/one.txt",
        "write stock/uno.txt",
        "probe stock/uno.txt",
        "rmdir stock/made",
    ],
    "test_listdir": ["list stock"],
    "test_listdir_here": ["list ."],
    "test_scandir": ["list stock"],
    "test_iterdir": ["list stock"],
    "test_walk": ["list stock", "list stock/deep"],
    "test_glob": ["list stock"],
    "test_path_glob": ["list stock"],
    "test_path_rglob": ["list stock"],
    "test_path_glob_deep": ["list stock"],
    "test_chdir": ["probe stock"],
    "test_stat": ["probe data.txt"],
    "test_lstat": ["probe data.txt"],
    "test_access": ["probe data.txt"],
    "test_exists": ["probe data.txt"],
    "test_isdir": ["probe stock"],
    "test_islink": ["probe data.txt"],
    "test_getsize": ["probe data.txt"],
    "test_path_exists": ["probe data.txt"],
    "test_path_is_file": ["probe data.txt"],
    "test_path_stat": ["probe data.txt"],
    "test_path_lstat": ["probe data.txt"],
    "test_resolve": [],
    "test_entries": ["list stock"],
    "test_missing": ["probe missing.txt"],
    "test_bind": ["bind tcp:18761"],
    "test_bind_udp": ["bind udp:18762"],
    "test_bind_any": [],
    "test_bind_unix": ["write s.sock"],
    "test_bind_abstract": ["bind unix:@abstract"],
    "test_connect": ["connect tcp:18763"],
    "test_sqlite_uri": ["sqlite uri.db", "write uri.db"],
    "test_sqlite_in_memory": [],
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    return trace(tmp_path_factory.mktemp("ways"), environment, WAYS)


def test_no_way_is_barred(seen: Seen) -> None:
    assert all_passed(seen)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_way_is_told(seen: Seen, name: str) -> None:
    assert seen.touches(name) == EXPECTED[name]


def test_a_copy_reads_the_one_and_writes_the_other(seen: Seen) -> None:
    touches = seen.touches("test_copy")
    assert touches.index("read data.txt") < touches.index("write copy.txt")


def test_a_suite_that_does_not_ask_for_its_worker_has_nothing_of_its_own(seen: Seen) -> None:
    assert [use.private for use in seen.uses("test_like_a_worker")] == [False]


def test_the_database_and_its_journal_are_one(seen: Seen) -> None:
    assert set(seen.touches("test_sqlite")) == {"sqlite new.db", "write new.db", "delete new.db"}


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("test_glob", "*.txt"),
        ("test_path_glob", "*.txt"),
        ("test_path_rglob", "**/*.txt"),
        ("test_path_glob_deep", "*/three.txt"),
        ("test_listdir", None),
    ],
)
def test_a_listing_knows_its_pattern(seen: Seen, name: str, pattern: str | None) -> None:
    assert [use.glob for use in seen.uses(name)] == [pattern]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("test_write", False),
        ("test_update", True),
        ("test_exists", True),
        ("test_missing", False),
        ("test_access", True),
        ("test_mkdir", False),
        ("test_sqlite_uri", False),
        ("test_listdir", True),
        ("test_walk_nowhere", False),
    ],
)
def test_it_is_said_whether_the_thing_was_there(seen: Seen, name: str, found: bool) -> None:
    assert seen.uses(name)[0].found is found


def test_what_is_renamed_onto_was_there(seen: Seen) -> None:
    assert [use.found for use in seen.uses("test_replace")][-1] is True
    assert [use.found for use in seen.uses("test_rename")][-1] is False
