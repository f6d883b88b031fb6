import os

WORK = "/tmp/wide-work"


def test_b():
    os.makedirs(WORK, exist_ok=True)
    with open(os.path.join(WORK, "b.log"), "w") as stream:
        stream.write("b")
    assert os.path.getsize(os.path.join(WORK, "b.log")) == 1
