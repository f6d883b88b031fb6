import os


def test_third_is_written():
    os.makedirs("/tmp/sd-one-name-docs", exist_ok=True)
    with open("/tmp/sd-one-name-docs/report.txt", "w") as file:
        file.write("third")
    assert os.path.getsize("/tmp/sd-one-name-docs/report.txt") == 5
