import socket

import pytest


def test_refused_afterwards():
    with socket.create_server(("127.0.0.1", 21521)) as listener:
        assert listener.fileno() > 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 21521), timeout=5)
