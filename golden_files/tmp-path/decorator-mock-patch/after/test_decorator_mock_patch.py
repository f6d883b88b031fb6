import os
import time
from unittest import mock
from unittest.mock import patch


@mock.patch("time.time")
def test_one(fake_time, tmp_path):
    fake_time.return_value = 42
    decorator_mock_patch_path = tmp_path / "decorator-mock-patch.txt"
    with open(decorator_mock_patch_path, "w") as f:
        f.write(str(time.time()))
    with open(decorator_mock_patch_path) as f:
        assert f.read() == "42"


@patch("time.sleep")
@patch("time.time", return_value=7)
def test_two(fake_time, fake_sleep, tmp_path):
    time.sleep(1000)
    assert fake_sleep.called
    with open(tmp_path / "decorator-mock-patch.txt", "w") as f:
        f.write(str(time.time()))


class TestObject:
    @patch.object(time, "time", return_value=1)
    def test_object(self, fake_time, request, tmp_path):
        with open(tmp_path / "decorator-mock-patch.txt", "w") as f:
            f.write(f"{request.node.name} {time.time()}")


@patch("time.time", new=lambda: 3)
def test_new(tmp_path):
    with open(tmp_path / "decorator-mock-patch.txt", "w") as f:
        assert f.write(str(time.time())) == 1


@patch.dict(os.environ, {"XD_MOCK_PATCH": "1"})
def test_dict(tmp_path):
    with open(tmp_path / "decorator-mock-patch.txt", "w") as f:
        assert f.write(os.environ["XD_MOCK_PATCH"]) == 1


@patch("time.time")
def test_keyword_default(fake_time, tmp_path, mode="w"):
    with open(tmp_path / "decorator-mock-patch.txt", mode) as f:
        assert f.write("ok") == 2
