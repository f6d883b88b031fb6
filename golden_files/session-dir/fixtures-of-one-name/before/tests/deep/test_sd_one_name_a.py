import os


def test_first_is_written():
    os.makedirs("/tmp/sd-one-name-build", exist_ok=True)
    with open("/tmp/sd-one-name-build/report.txt", "w") as file:
        file.write("first")
    assert os.path.getsize("/tmp/sd-one-name-build/report.txt") == 5
