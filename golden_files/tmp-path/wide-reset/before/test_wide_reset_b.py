import os


def test_two():
    with open("/tmp/wide-output/two.txt", "w") as stream:
        stream.write("2")
    assert os.listdir("/tmp/wide-output")
