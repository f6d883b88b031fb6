from pathlib import Path


def _path():
    return Path.home() / ".home-dot-history"


def remember(command):
    with _path().open("a") as f:
        f.write(command + "\n")


def recall():
    return _path().read_text().splitlines() if _path().exists() else []


def forget():
    _path().unlink(missing_ok=True)
