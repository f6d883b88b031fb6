import socket

import pytest

PORT = 21001


def test_nobody_is_there():
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", PORT), timeout=5)
