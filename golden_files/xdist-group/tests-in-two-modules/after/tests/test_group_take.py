import os

from pytest import mark

QUEUE = "/tmp/xdistify-group-queue.txt"


def test_nothing():
    assert os.sep


@mark.xdist_group(name="xdistify_group_queue")
@mark.parametrize("letter", ["b", "c"])
def test_adds_to_queue(letter):
    with open(QUEUE, "a") as queue:
        queue.write(letter)
    assert os.path.getsize(QUEUE) > 1


@mark.xdist_group(name="xdistify_group_queue")
def test_empties_queue():
    with open(QUEUE) as queue:
        assert queue.read() == "abc"
    os.remove(QUEUE)
