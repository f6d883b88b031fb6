import os
import time
from unittest import mock
from unittest.mock import patch


@mock.patch("time.time")
def test_one(fake_time):
    fake_time.return_value = 42
    with open("/tmp/decorator-mock-patch.txt", "w") as f:
        f.write(str(time.time()))
    with open("/tmp/decorator-mock-patch.txt") as f:
        assert f.read() == "42"


@patch("time.sleep")
@patch("time.time", return_value=7)
def test_two(fake_time, fake_sleep):
    time.sleep(1000)
    assert fake_sleep.called
    with open("/tmp/decorator-mock-patch.txt", "w") as f:
        f.write(str(time.time()))


class TestObject:
    @patch.object(time, "time", return_value=1)
    def test_object(self, fake_time, request):
        with open("/tmp/decorator-mock-patch.txt", "w") as f:
            f.write(f"{request.node.name} {time.time()}")


@patch("time.time", new=lambda: 3)
def test_new():
    with open("/tmp/decorator-mock-patch.txt", "w") as f:
        assert f.write(str(time.time())) == 1


@patch.dict(os.environ, {"XD_MOCK_PATCH": "1"})
def test_dict():
    with open("/tmp/decorator-mock-patch.txt", "w") as f:
        assert f.write(os.environ["XD_MOCK_PATCH"]) == 1


@patch("time.time")
def test_keyword_default(fake_time, mode="w"):
    with open("/tmp/decorator-mock-patch.txt", mode) as f:
        assert f.write("ok") == 2
