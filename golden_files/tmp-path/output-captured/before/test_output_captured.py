import logging
from unittest import mock


def test_output(capsys):
    with open("/tmp/output-captured.txt", "w") as f:
        print("ok", file=f)
    assert capsys.readouterr().out == ""


def test_records(caplog):
    with open("/tmp/output-captured.txt", "w") as f:
        f.write("ok")
    logging.warning("written")
    assert caplog.messages == ["written"]


def test_mock():
    done = mock.Mock()
    with open("/tmp/output-captured.txt", "w") as f:
        done(f.write("ok"))
    done.assert_called_once_with(2)


def test_raises_later(recwarn, monkeypatch):
    with open("/tmp/output-captured.txt", "w") as f:
        f.write("ok")
    monkeypatch.setenv("XD_OUTPUT", "1")
    assert recwarn.list == []
