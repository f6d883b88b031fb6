import os
from pathlib import Path

HERE = Path(__file__).parent


def every_document():
    return sorted((HERE / "letters").glob("*.txt"))


def every_pair():
    for path in sorted((HERE / "letters").iterdir()):
        yield path.stem, path.read_text()


def long_documents(least):
    found = []
    for name in sorted(os.listdir(HERE / "letters")):
        if len(name) > least:
            found.append(name)
    return found
