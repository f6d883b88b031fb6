import os

import pytest

ROWS_OUTPUT = os.path.join(os.path.dirname(__file__), "output_of_many_rows")


class Publisher:
    def __init__(self, folder, run):
        self.folder = folder
        self.run = run

    def send(self, host, keys):
        os.makedirs(keys, exist_ok=True)
        with open(os.path.join(keys, "key"), "w") as file:
            file.write("secret")
        self.run(["send", f"{self.folder}/", host])


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("host0", ["send", str(ROWS_OUTPUT) + "/", "host0"]),
        ("host1", ["send", str(ROWS_OUTPUT) + "/", "host1"]),
        ("host2", ["send", str(ROWS_OUTPUT) + "/", "host2"]),
        ("host3", ["send", str(ROWS_OUTPUT) + "/", "host3"]),
        ("host4", ["send", str(ROWS_OUTPUT) + "/", "host4"]),
        ("host5", ["send", str(ROWS_OUTPUT) + "/", "host5"]),
        ("host6", ["send", str(ROWS_OUTPUT) + "/", "host6"]),
        ("host7", ["send", str(ROWS_OUTPUT) + "/", "host7"]),
        ("host8", ["send", str(ROWS_OUTPUT) + "/", "host8"]),
        ("host9", ["send", str(ROWS_OUTPUT) + "/", "host9"]),
    ],
)
def test_send(host, words):
    calls = []
    publisher = Publisher(str(ROWS_OUTPUT), lambda *given: calls.append(given))
    keys = os.path.join(ROWS_OUTPUT, "ssh")
    publisher.send(host, keys)
    assert calls[0] == (words,)
