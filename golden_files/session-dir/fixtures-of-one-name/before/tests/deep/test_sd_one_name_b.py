import os


def test_second_is_written():
    os.makedirs("/tmp/sd-one-name-dist", exist_ok=True)
    with open("/tmp/sd-one-name-dist/report.txt", "w") as file:
        file.write("second")
    assert os.path.getsize("/tmp/sd-one-name-dist/report.txt") == 6
