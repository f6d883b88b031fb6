import pytest


@pytest.fixture(scope="module", params={"utf-8", "latin-1", "ascii"})
def encoding(request):
    return request.param


def test_backend(backend):
    assert backend in {"memory", "disk", "remote"}


def test_encoding(encoding):
    assert "a".encode(encoding) == b"a"
