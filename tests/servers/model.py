"""What a running server looks like from outside."""

from collections.abc import Mapping
from dataclasses import dataclass

NAMES = ("kafka", "postgres", "redis")
HOST = "127.0.0.1"


class Missing(Exception):
    """A server cannot run here; the message says what is not there."""


@dataclass(frozen=True)
class Server:
    """A server that answers, and the variables by which a suite finds it."""

    name: str
    host: str
    port: int
    environment: Mapping[str, str]
