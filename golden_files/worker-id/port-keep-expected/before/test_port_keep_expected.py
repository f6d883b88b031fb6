import socket

import pytest


def test_not_an_address_of_this_machine():
    with socket.socket() as sock, pytest.raises(OSError):
        sock.bind(("192.0.2.1", 21011))
