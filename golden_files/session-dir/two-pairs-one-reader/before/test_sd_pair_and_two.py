import json


def test_a_write():
    with open("/tmp/sd-two-a.json", "w") as stream:
        json.dump([1], stream)


def test_b_write():
    with open("/tmp/sd-two-b.json", "w") as stream:
        json.dump([2], stream)


def test_both():
    with open("/tmp/sd-two-a.json") as a, open("/tmp/sd-two-b.json") as b:
        assert json.load(a) + json.load(b) == [1, 2]
    with open("/tmp/sd-two-own.txt", "w") as stream:
        stream.write("done")
    assert open("/tmp/sd-two-own.txt").read() == "done"
