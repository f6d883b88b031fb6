import os
import pathlib


def put(key, secret):
    vault = pathlib.Path(os.environ["HOME_VARIABLE_VAULT"])
    vault.mkdir(mode=0o700, exist_ok=True)
    (vault / key).write_text(secret[::-1])


def get(key):
    return (pathlib.Path(os.environ["HOME_VARIABLE_VAULT"]) / key).read_text()[::-1]
