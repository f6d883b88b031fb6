import re
from urllib.parse import urlparse

LOG_LINE = re.compile(r"^(?P<path>/tmp/inert-url/[\w.]+): (?P<size>\d+)$")


def test_file_url():
    parsed = urlparse("file:///tmp/inert-url/data.csv")
    assert parsed.scheme == "file"
    assert parsed.path == "/tmp/inert-url/data.csv"


def test_http_url():
    assert urlparse("https://example.org/tmp/inert-url/x").path == "/tmp/inert-url/x"


def test_line():
    match = LOG_LINE.match("/tmp/inert-url/data.csv: 42")
    assert match.group("path") == "/tmp/inert-url/data.csv"
