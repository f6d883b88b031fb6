"""Ways to listen on a port: the table, and what keeps port 0 from working."""

from dataclasses import dataclass
from typing import Literal

Address = Literal["pair", "port", "text"]

LATER = (
    "it starts to listen only later, when the number has been given away: start it on a socket "
    "that is bound to port 0, or let it say which port it got"
)


@dataclass(frozen=True, slots=True)
class Listener:
    """One way to listen.

    Attributes:
        name: dotted, of a function or class; of a method with a dot in front.
        address: whether the port is the second part of a pair, an argument, or part of a text;
            a pair may have a name, and then its expression stands for that of the port.
        position: of that argument.
        keyword: its name.
        read: what gives the port, behind the object; empty where nothing does.
        many: whether a host name may mean several addresses, each with a port of its own.
        typed: the class of the object; empty for the one that is called.
        advice: what keeps port 0 from working, as a clause.
    """

    name: str
    address: Address
    position: int
    keyword: str = "port"
    read: str = ""
    many: bool = False
    typed: str = ""
    advice: str = ""

    @property
    def is_method(self) -> bool:
        return self.name.startswith(".")


_PAIRS = {
    "http.server": ("HTTPServer", "ThreadingHTTPServer"),
    "wsgiref.simple_server": ("WSGIServer",),
}

_PLAIN_PAIRS = {
    "socketserver": (
        *("TCPServer", "UDPServer", "ThreadingTCPServer", "ThreadingUDPServer"),
        *("ForkingTCPServer", "ForkingUDPServer"),
    ),
    "xmlrpc.server": ("SimpleXMLRPCServer", "DocXMLRPCServer"),
}

_SOCKETS = ".sockets[0].getsockname()[1]"
LISTENERS = (
    *(
        Listener(f"{home}.{name}", "pair", 0, "server_address", ".server_port")
        for home, names in _PAIRS.items()
        for name in names
    ),
    *(
        Listener(f"{home}.{name}", "pair", 0, "server_address", ".server_address[1]")
        for home, names in _PLAIN_PAIRS.items()
        for name in names
    ),
    Listener("SimpleXMLRPCServer", "pair", 0, "addr", ".server_address[1]"),
    Listener(
        "wsgiref.simple_server.make_server",
        *("port", 1, "port", ".server_port"),
        typed="wsgiref.simple_server.WSGIServer",
    ),
    Listener(
        "werkzeug.serving.make_server",
        *("port", 1, "port", ".server_port"),
        typed="werkzeug.serving.BaseWSGIServer",
    ),
    Listener(
        "socket.create_server",
        *("pair", 0, "address", ".getsockname()[1]"),
        typed="socket.socket",
    ),
    Listener(".bind", "pair", 0, "", ".getsockname()[1]", typed="socket.socket"),
    Listener("asyncio.start_server", "port", 2, "port", _SOCKETS, True, "asyncio.Server"),
    Listener(".create_server", "port", 2, "port", _SOCKETS, True, "asyncio.Server"),
    Listener("websockets.serve", "port", 2, "port", _SOCKETS, True),
    Listener("websockets.server.serve", "port", 2, "port", _SOCKETS, True),
    Listener("websockets.asyncio.server.serve", "port", 2, "port", _SOCKETS, True),
    Listener("websockets.legacy.server.serve", "port", 2, "port", _SOCKETS, True),
    Listener("websockets.sync.server.serve", "port", 2, "port", ".socket.getsockname()[1]"),
    Listener(
        ".add_insecure_port",
        *("text", 0, "address"),
        advice="the call itself gives the port: bind port 0 and keep what it returns",
    ),
    Listener("uvicorn.run", "port", 99, advice=LATER),
    Listener("uvicorn.Config", "port", 99, advice=LATER),
    Listener("werkzeug.serving.run_simple", "port", 1, advice=LATER),
    Listener("aiohttp.web.run_app", "port", 99, advice=LATER),
    Listener(
        "aiohttp.web.TCPSite",
        *("port", 2),
        advice="its runner knows the port once it is started: use port 0 and runner.addresses",
    ),
    Listener("bottle.run", "port", 3, advice=LATER),
    Listener("waitress.serve", "port", 99, advice=LATER),
    Listener("hypercorn.run", "port", 99, advice=LATER),
    Listener("aiosmtpd.controller.Controller", "port", 3, advice=LATER),
)
"""What is known to listen. What has no ``read`` is seen, and left to a person."""

RUN = Listener(".run", "port", 99, advice=LATER)
CHILD = Listener(
    "subprocess.Popen",
    *("text", 0),
    advice="a child process listens on it: give it a socket that is bound, or let it bind port 0 "
    "and print the port that it got",
)
