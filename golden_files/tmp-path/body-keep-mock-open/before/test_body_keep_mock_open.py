import os
from unittest import mock


def rotate(path):
    os.replace(path, path + ".1")
    with open(path, "w") as f:
        f.write("rotated\n")


def test_rotate():
    m = mock.mock_open()
    with mock.patch("builtins.open", m), mock.patch("os.replace") as replace:
        rotate("turbine.log")
    replace.assert_called_once_with("turbine.log", "turbine.log.1")
    m.assert_called_once_with("turbine.log", "w")


@mock.patch("os.replace")
@mock.patch("builtins.open", new_callable=mock.mock_open, read_data="rpm 12")
def test_read(mopen, replace):
    path = "turbine.log"
    with open(path) as f:
        assert f.read() == "rpm 12"
    mopen.assert_called_once_with(path)
