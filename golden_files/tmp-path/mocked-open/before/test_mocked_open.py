from unittest.mock import mock_open, patch


def save(path, text):
    with open(path, "w") as f:
        f.write(text)


def test_with_block():
    with patch("builtins.open", mock_open()) as opened:
        save("/tmp/mocked-open/a.txt", "x")
    opened.assert_called_once_with("/tmp/mocked-open/a.txt", "w")


@patch("builtins.open", new_callable=mock_open)
def test_decorated(opened):
    with open("/tmp/mocked-open/a.txt", "w") as f:
        f.write("x")
    opened().write.assert_called_once_with("x")


def test_monkeypatched(monkeypatch):
    opened = mock_open(read_data="cached")
    monkeypatch.setattr("builtins.open", opened)
    with open("/tmp/mocked-open/cache.txt", "w") as f:
        f.write("y")
    assert open("/tmp/mocked-open/cache.txt").read() == "cached"
