"""A pytest plugin: servers of the standard library stop at once, not half a second later.

The cases stop dozens of them, and nothing but the waiting is taken away. Handed over with ``-p``.
"""

import socketserver


def pytest_configure():
    socketserver.BaseServer.serve_forever.__defaults__ = (0.01,)
