"""A tiny client of its own: speaks the protocol through a socket."""
import socket
from urllib.parse import urlsplit


class Client:
    def __init__(self, url):
        u = urlsplit(url)
        self.s = socket.create_connection((u.hostname, u.port))
        self("SELECT", (u.path or "/0").lstrip("/") or "0")

    def __call__(self, *words):
        parts = [str(w).encode() for w in words]
        out = b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts)
        self.s.sendall(out)
        return self.s.recv(4096)
