"""What each kind of hazard is, for ``explain``; the headings are those of the transforms."""

DOCUMENTS: dict[str, str] = {
    "hardcoded-path": """A test works on an absolute path that is the same in every run.

What it is
----------
A test, or a fixture that it requests, writes, changes or deletes a file or folder whose absolute
path is fixed in the code. The test makes what it reads, so nothing is handed from test to test.

Why
---
Workers of pytest-xdist are processes on one machine: two tests that use the path, one test under
several parameters or under ``--dist each``, or two CI jobs, overwrite and delete each other's file.

Example
-------
Before::

    def test_report():
        with open("/tmp/report.txt", "w") as file:
            file.write("ok")

After::

    def test_report(tmp_path):
        with open(tmp_path / "report.txt", "w") as file:
            file.write("ok")

What helps
----------
The transform ``tmp-path``.
""",
    "cwd-write": """A test writes into the current folder.

What it is
----------
A test, or a fixture that it requests, writes, changes or deletes a file under a relative name, or
under a name made from ``__file__``. All workers share the folder in which pytest was started.

Why
---
As for ``hardcoded-path``; besides, what is left behind shows up in ``git status`` and can make a
later run pass that should fail.

Example
-------
Before::

    def test_export():
        export("out.json")
        assert os.path.exists("out.json")

After::

    def test_export(tmp_path):
        out_path = str(tmp_path / "out.json")
        export(out_path)
        assert os.path.exists(out_path)

What helps
----------
The transform ``tmp-path``. Files that belong to the repository and are only read are left alone.
""",
    "shared-path": """One test makes what another one needs.

What it is
----------
A test reads, looks for or deletes a path that it has not made, and another test makes it. Alone,
the second fails; in order, both pass.

Why
---
On two workers they run in any order. A folder of its own for each test would be wrong: the second
would never find the file. So would a session fixture that only makes the folder, a worker id in the
name, or a lock: none of them brings the file to the worker that needs it.

Example
-------
Before::

    def test_writes_report():
        with open("/tmp/report.txt", "w") as file:
            file.write("ok")

    def test_reads_report():
        assert os.path.exists("/tmp/report.txt")

After, by hand::

    @pytest.fixture(scope="session")
    def report(tmp_path_factory):
        path = tmp_path_factory.mktemp("report") / "report.txt"
        path.write_text("ok")
        return path

    def test_writes_report(report):
        assert report.read_text() == "ok"

    def test_reads_report(report):
        assert report.exists()

What helps
----------
The transform ``session-dir``: the statements that make the file move into a session fixture that
both tests request.
""",
    "shared-name": """Tests use a thing on a server under one name.

What it is
----------
Several tests, or one test in several runs, connect to one Redis database, create or change one SQL
database, schema or role, write to one topic, queue, channel or bucket. Which calls name such things
is a table, to which a project can add: ``[[tool.xdistify.resources]]``.

Why
---
A server is outside of all workers, so they meet there: one empties the database in which another
has just put its data, reads its messages, or drops its tables. Two jobs of CI on one server meet in
the same way, so that the number of the worker alone is no help.

Example
-------
Before::

    @pytest.fixture
    def client():
        client = redis.Redis(db=15)
        client.flushdb()
        return client

After::

    @pytest.fixture
    def client(redis_db):
        client = redis.Redis(db=redis_db)
        client.flushdb()
        return client

What helps
----------
The transform ``worker-id``.
""",
    "fixed-port": """Tests bind the same port.

What it is
----------
A test, or a fixture in several workers, listens on a port whose number is fixed in the code, or on
one that a helper found free and closed again before it is used.

Why
---
A port belongs to the machine: the second process that binds it fails with "Address already in use",
or a test talks to the server of another worker. A number that was free a moment ago can be given to
another process before it is used.

Example
-------
Before::

    def test_server():
        server = HTTPServer(("127.0.0.1", 8731), Handler)
        assert fetch("127.0.0.1", 8731) == b"ok"

After::

    def test_server():
        server = HTTPServer(("127.0.0.1", 0), Handler)
        assert fetch("127.0.0.1", server.server_port) == b"ok"

What helps
----------
The transform ``worker-id``.
""",
    "runs-in-every-worker": """What a fixture or an import shares is made in every worker.

What it is
----------
A traced run shows that a fixture wider than one test (class, module, package, session), or the
import of a module, makes, changes or clears away a fixed path or a port. Or the code shows that a
session fixture builds, installs, downloads or starts something. Serially it is done once; under
pytest-xdist once in every worker that runs one of its tests.

Why
---
The second worker does it again while tests on the first are at work: it removes their files, or
fails because the thing is there already.

Example
-------
Before::

    @pytest.fixture(scope="session")
    def export():
        shutil.rmtree("/tmp/export", ignore_errors=True)
        os.mkdir("/tmp/export")
        return "/tmp/export"

After, by hand::

    @pytest.fixture(scope="session")
    def export(tmp_path_factory):
        return str(tmp_path_factory.mktemp("export"))

What helps
----------
A folder or a name of its own in each worker; or, where it is dear, doing it once for all workers:
the transform ``run-once``. What only a traced run shows is reported, and left as it is.
""",
    "shared-log": """Every worker opens the same log file.

What it is
----------
A log is opened once for each process: when a conftest or a module of tests is imported, in
``pytest_configure``, in a session fixture, or by pytest itself for its option ``log_file``.

Why
---
Each worker of pytest-xdist is a process, and opens it too: the last one that empties the file takes
away what the others wrote, and records that several append to come mixed, or cut.

Example
-------
Before::

    def pytest_configure(config):
        logging.basicConfig(filename="tests.log", level=logging.DEBUG)

After::

    def pytest_configure(config):
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        suffix = f"_{worker}" if worker else ""
        logging.basicConfig(filename=f"tests{suffix}.log", level=logging.DEBUG)

What helps
----------
The transform ``worker-log``.
""",
    "unordered-params": """Two workers collect different parameters.

What it is
----------
The values of ``parametrize`` or of a fixture's ``params`` come from a set, from a listing of a
folder, or are made up when the module is imported.

Why
---
Every worker of pytest-xdist collects for itself. Where the ids differ, or their order, the run
stops with “Different tests were collected between gw0 and gw1”. Where the ids are the same and the
values behind them are not, some values are tested twice and some never.

Example
-------
Before::

    @pytest.mark.parametrize("color", {"red", "green"})
    def test_paint(color): ...

After::

    @pytest.mark.parametrize("color", ["red", "green"])
    def test_paint(color): ...

What helps
----------
The transform ``stable-params``.
""",
    "inert-mark": """A group mark does nothing, or leaves out tests that it should hold.

What it is
----------
Tests carry ``@pytest.mark.xdist_group``, and nothing asks pytest for ``--dist loadgroup``: neither
its own options nor a file that says how the suite is run. Or the mark is on some of the tests that
touch a file, and not on the others. Or the installed pytest and pytest-xdist lose the groups, as
pytest 9.2 with pytest-xdist 3.8 does; that is only tried where somebody asks for ``xdist-config``.

Why
---
Tests that were meant to stay together run on different workers, and nobody says so: the mark looks
like a remedy, and the tests fail now and then as before.

Example
-------
Before::

    [pytest]
    addopts = -n auto

After::

    [pytest]
    addopts = -n auto --dist loadgroup

What helps
----------
For marks without the mode the transform ``xdist-config``, for tests that a group leaves out the
transform ``xdist-group``, both asked for by name. Better still is to make the group needless.
""",
}
