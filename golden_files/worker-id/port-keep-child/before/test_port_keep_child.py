import socket
import subprocess
import sys
import time
from urllib.request import urlopen


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def test_serves_files(tmp_path):
    (tmp_path / "a.txt").write_text("here")
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "21005"]
    child = subprocess.Popen(command, cwd=tmp_path)
    try:
        wait_for(21005)
        assert urlopen("http://127.0.0.1:21005/a.txt").read() == b"here"
    finally:
        child.kill()
        child.wait()
