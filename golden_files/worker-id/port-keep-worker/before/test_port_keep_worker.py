import os
import socket

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
PORT = 21100 + int(WORKER[2:])


def test_listens():
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(("127.0.0.1", PORT))
        sock.listen()
        assert sock.getsockname()[1] == PORT
