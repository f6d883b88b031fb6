import os
import shutil


def test_opened():
    os.makedirs("/tmp/name-cannot-be-told", exist_ok=True)
    with open("/".join(["/tmp", "name-cannot-be-told", "x.txt"]), "w") as file:
        file.write("x")


def test_copied():
    os.makedirs("/tmp/name-cannot-be-told-b", exist_ok=True)
    shutil.copy(__file__, "/".join(["/tmp", "name-cannot-be-told-b", "x.txt"]))
