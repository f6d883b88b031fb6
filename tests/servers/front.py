"""A front of a mock broker that adds what it lacks: topics are created and deleted on request.

librdkafka's mock cluster makes topics as they are used and keeps them for ever. The front hands
everything through, says that it knows CreateTopics and DeleteTopics too, and answers these. A topic
that is deleted stays in the mock cluster, out of sight: from then on its name stands for another
topic of the cluster, with a name of the same length, so that no message changes its size.
"""

import asyncio
import secrets
import string
import struct
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.servers.model import HOST

PRODUCE, METADATA, FIND_COORDINATOR, API_VERSIONS, CREATE, DELETE = 0, 3, 10, 18, 19, 20
VERSIONS = {METADATA: 8, API_VERSIONS: 2, CREATE: 3, DELETE: 3}
UNKNOWN_TOPIC, UNSUPPORTED_VERSION = 3, 35
_LETTERS = string.ascii_letters + string.digits


@dataclass
class Reader:
    """The parts of a message, one after the other, as Kafka's older versions write them."""

    data: bytes
    at: int = 0

    def number(self, form: str) -> int:
        (value,) = struct.unpack_from(f">{form}", self.data, self.at)
        self.at += struct.calcsize(f">{form}")
        return int(value)

    def text(self) -> str | None:
        size = self.number("h")
        if size < 0:
            return None
        self.at += size
        return self.data[self.at - size : self.at].decode()

    def each(self, part: Callable[[], object]) -> None:
        for _ in range(self.number("i")):
            part()

    def numbers(self) -> None:
        self.each(lambda: self.number("i"))


@dataclass
class Front:
    """What the front knows of one cluster: the names that mean another topic, and the old ones."""

    behind: int
    create: Callable[[str, int], int]
    port: int = 0
    stands_for: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    async def serve(self, started: Callable[[int], None]) -> None:
        server = await asyncio.start_server(self._connected, HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        started(self.port)
        async with server:
            await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(HOST, self.behind)
        waiting: dict[int, tuple[int, int]] = {}
        tasks = [
            asyncio.create_task(self._requests(reader, writer, there_writer, waiting)),
            asyncio.create_task(self._responses(there_reader, writer, waiting)),
        ]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if not isinstance(ended, (asyncio.CancelledError, EOFError, OSError)):
                traceback.print_exception(ended)
        writer.close()
        there_writer.close()

    async def _requests(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        there: asyncio.StreamWriter,
        waiting: dict[int, tuple[int, int]],
    ) -> None:
        while True:
            request = await _frame(reader)
            key, version, correlation = struct.unpack_from(">hhi", request)
            if key in (CREATE, DELETE):
                while waiting:
                    await asyncio.sleep(0.001)
                body = Reader(request, 8)
                body.text()
                answer = self._created if key == CREATE else self._deleted
                there_are = await self._topics() if key == DELETE else set()
                _send(writer, struct.pack(">i", correlation) + answer(body, version, there_are))
                continue
            if key != PRODUCE:
                waiting[correlation] = (key, version)
            for name, other in self.stands_for.items():
                request = _renamed(request, name, other)
            _send(there, request)

    async def _responses(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        waiting: dict[int, tuple[int, int]],
    ) -> None:
        while True:
            response = await _frame(reader)
            (correlation,) = struct.unpack_from(">i", response)
            key, version = waiting.pop(correlation, (PRODUCE, 0))
            if key == API_VERSIONS:
                response = _with_versions(response, version)
            if key == METADATA:
                response = self._metadata(response, version)
            if key in (METADATA, FIND_COORDINATOR):
                address = HOST.encode() + struct.pack(">i", self.behind)
                response = response.replace(address, HOST.encode() + struct.pack(">i", self.port))
            for name, other in self.stands_for.items():
                response = _renamed(response, other, name)
            _send(writer, response)

    def _created(self, body: Reader, version: int, _: set[str]) -> bytes:
        results: list[tuple[str, int]] = []

        def topic() -> None:
            name, partitions, _ = body.text() or "", body.number("i"), body.number("h")
            body.each(lambda: (body.number("i"), body.numbers()))
            body.each(lambda: (body.text(), body.text()))
            results.append((name, self.create(self.stands_for.get(name, name), partitions)))

        body.each(topic)
        parts = [_text(name) + struct.pack(">h", error) for name, error in results]
        message = b"\xff\xff" if version >= 1 else b""
        throttle = b"\0\0\0\0" if version >= 2 else b""
        return throttle + struct.pack(">i", len(parts)) + b"".join(p + message for p in parts)

    def _deleted(self, body: Reader, version: int, there_are: set[str]) -> bytes:
        names: list[str] = []
        body.each(lambda: names.append(body.text() or ""))
        parts = []
        for name in names:
            old = self.stands_for.get(name, name)
            error = 0 if old in there_are else UNKNOWN_TOPIC
            if not error:
                self.deleted.add(old)
                self.stands_for[name] = _another(name, there_are)
            parts.append(_text(name) + struct.pack(">h", error))
        throttle = b"\0\0\0\0" if version >= 1 else b""
        return throttle + struct.pack(">i", len(parts)) + b"".join(parts)

    async def _topics(self) -> set[str]:
        """The topics that the cluster has and that are not deleted."""
        reader, writer = await asyncio.open_connection(HOST, self.behind)
        _send(writer, struct.pack(">hhihi", METADATA, 1, 1, -1, -1))
        names = set(_topics_in(await _frame(reader), 1)[2])
        writer.close()
        return names - self.deleted

    def _metadata(self, response: bytes, version: int) -> bytes:
        """Without the topics that are deleted, and with the only broker as the controller."""
        controller, start, topics, end = _topics_in(response, version)
        if controller:
            response = response[:controller] + struct.pack(">i", 1) + response[controller + 4 :]
        kept = [span for name, span in topics.items() if name not in self.deleted]
        parts = b"".join(response[first:last] for first, last in kept)
        return response[:start] + struct.pack(">i", len(kept)) + parts + response[end:]


def _topics_in(response: bytes, version: int) -> tuple[int, int, dict[str, tuple[int, int]], int]:
    """In a metadata response: the controller, where topics begin, each of them, where they end."""
    body = Reader(response, 8 if version >= 3 else 4)

    def broker() -> None:
        body.number("i"), body.text(), body.number("i")
        if version >= 1:
            body.text()

    def partition() -> None:
        body.number("h"), body.number("i"), body.number("i")
        if version >= 7:
            body.number("i")
        for _ in range(3 if version >= 5 else 2):
            body.numbers()

    topics: dict[str, tuple[int, int]] = {}

    def topic() -> None:
        first, _, name = body.at, body.number("h"), body.text() or ""
        if version >= 1:
            body.number("b")
        body.each(partition)
        if version >= 8:
            body.number("i")
        topics[name] = (first, body.at)

    body.each(broker)
    if version >= 2:
        body.text()
    controller = body.at if version >= 1 else 0
    if controller:
        body.number("i")
    start = body.at
    body.each(topic)
    return controller, start, topics, body.at


def _with_versions(response: bytes, version: int) -> bytes:
    """The versions of the mock broker, with those of the front."""
    known = {}
    body = Reader(response, 6)

    def api() -> None:
        key, oldest, newest = body.number("h"), body.number("h"), body.number("h")
        known[key] = (oldest, min(newest, VERSIONS.get(key, newest)))

    if version > VERSIONS[API_VERSIONS]:
        known[API_VERSIONS] = (0, VERSIONS[API_VERSIONS])
        error, rest = UNSUPPORTED_VERSION, b""
    else:
        body.each(api)
        known |= {key: (0, VERSIONS[key]) for key in (CREATE, DELETE)}
        error, rest = 0, response[body.at :]
    parts = [struct.pack(">hhh", key, *span) for key, span in sorted(known.items())]
    return response[:4] + struct.pack(">hi", error, len(parts)) + b"".join(parts) + rest


def _renamed(message: bytes, name: str, other: str) -> bytes:
    """With another topic of the same length, where the name stands with its length before it."""
    compact = bytes([len(name) + 1]) if len(name) < 127 else b""
    for size in filter(None, (struct.pack(">h", len(name)), compact)):
        message = message.replace(size + name.encode(), size + other.encode())
    return message


def _another(name: str, taken: set[str]) -> str:
    """A name of the same length that nobody uses."""
    while True:
        other = "".join(secrets.choice(_LETTERS) for _ in name)
        if other not in taken and other != name:
            return other


def _text(text: str) -> bytes:
    return struct.pack(">h", len(text)) + text.encode()


async def _frame(reader: asyncio.StreamReader) -> bytes:
    (size,) = struct.unpack(">i", await reader.readexactly(4))
    return await reader.readexactly(size)


def _send(writer: asyncio.StreamWriter, message: bytes) -> None:
    writer.write(struct.pack(">i", len(message)) + message)
