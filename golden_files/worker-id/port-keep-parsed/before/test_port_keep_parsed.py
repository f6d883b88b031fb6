from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass
class Settings:
    host: str = "localhost"
    port: int = 8080


def test_port_of_an_address():
    assert urlsplit("http://localhost:8080/index.html").port == 8080


def test_settings():
    assert Settings() == Settings("localhost", port=8080)
