"""A pytest plugin that plays another process: it takes every port that was free a moment ago.

A socket that was bound to port 0 and is closed before it listens has only found a number. As soon
as it is closed, somebody else listens there. Handed over with ``-p``.
"""

import socket

_close = socket.socket.close
_bind = socket.socket.bind
_found = {}
_taken = []


def bind(self, address):
    _bind(self, address)
    if isinstance(address, tuple) and address[1] == 0 and self.type == socket.SOCK_STREAM:
        _found[id(self)] = self.getsockname()


def close(self):
    address = _found.pop(id(self), None)
    listening = address and self.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    _close(self)
    if address and not listening:
        other = socket.socket()
        _bind(other, address)
        other.listen()
        _taken.append(other)


def pytest_configure(config):
    socket.socket.bind = bind
    socket.socket.close = close


def pytest_unconfigure(config):
    socket.socket.bind = _bind
    socket.socket.close = _close
