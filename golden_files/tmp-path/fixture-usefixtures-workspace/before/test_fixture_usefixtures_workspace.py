import pathlib
import shutil

import pytest


@pytest.fixture(scope="module")
def workspace():
    root = pathlib.Path("/tmp/fixture-usefixtures-ws")
    root.mkdir(exist_ok=True)
    (root / "hello.src").write_text("print hello\n")
    yield
    shutil.rmtree(root)


def compile_source(path):
    target = path.with_suffix(".obj")
    target.write_bytes(path.read_bytes()[::-1])
    return target


@pytest.mark.usefixtures("workspace")
class TestCompiler:
    def test_creates_object(self):
        target = compile_source(pathlib.Path("/tmp/fixture-usefixtures-ws/hello.src"))
        assert target == pathlib.Path("/tmp/fixture-usefixtures-ws/hello.obj")

    def test_keeps_source(self):
        source = pathlib.Path("/tmp/fixture-usefixtures-ws/hello.src")
        compile_source(source)
        assert source.read_text() == "print hello\n"


def test_missing_source():
    with pytest.raises(FileNotFoundError):
        compile_source(pathlib.Path("/nonexistent/hello.src"))
