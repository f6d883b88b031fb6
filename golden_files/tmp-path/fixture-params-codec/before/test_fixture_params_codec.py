import bz2
import gzip
import lzma
import os

import pytest

TEXT = b"call me later\n" * 40
CODECS = {"gz": gzip, "bz2": bz2, "xz": lzma}


@pytest.fixture(scope="module", params=sorted(CODECS), ids=str.upper)
def packed(request):
    filename = "fixture_params_letter.%s" % request.param
    with CODECS[request.param].open(filename, "wb") as f:
        f.write(TEXT)

    def remove():
        os.unlink(filename)

    request.addfinalizer(remove)
    return filename


def unpack(filename):
    codec = CODECS[filename.rpartition(".")[2]]
    with codec.open(filename) as f:
        return f.read()


def test_unpack(packed):
    assert unpack(packed) == TEXT


def test_smaller(packed):
    assert os.stat(packed).st_size < len(TEXT)
