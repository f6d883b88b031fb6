import gzip
import io
import tarfile


def test_gzip():
    buffer = io.BytesIO()
    with gzip.GzipFile("opened-already", "wb", fileobj=buffer) as file:
        file.write(b"message")
    assert gzip.decompress(buffer.getvalue()) == b"message"


def test_tar():
    buffer = io.BytesIO()
    with tarfile.open("opened-already.tar", "w", fileobj=buffer) as archive:
        archive.addfile(tarfile.TarInfo("member"))
    with tarfile.open(fileobj=io.BytesIO(buffer.getvalue())) as archive:
        assert archive.getnames() == ["member"]
