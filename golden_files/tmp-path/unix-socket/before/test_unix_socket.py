import os
import socket


def test_listen():
    path = "/tmp/unix-socket-of-the-daemon-that-answers-questions-about-jobs.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        assert os.path.exists(path)
    os.remove(path)
