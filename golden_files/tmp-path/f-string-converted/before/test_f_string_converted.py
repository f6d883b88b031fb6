import os

FOLDER = "/tmp/f-string-converted"


def test_converted():
    os.makedirs(FOLDER, exist_ok=True)
    with open(f"{FOLDER!s}/x.txt", "w") as file:
        file.write("x")
    assert os.path.exists(f"{FOLDER!s}/x.txt")
