import http.client
from urllib.request import urlopen

from conftest import HOST, PORT


def test_url(api):
    assert urlopen(f"http://{HOST}:{PORT}/url").read() == b"hello /url"


def test_client(api):
    client = http.client.HTTPConnection(HOST, PORT, timeout=5)
    client.request("GET", "/client")
    assert client.getresponse().read() == b"hello /client"
    client.close()
