import pytest

QUEUE = "/tmp/xdistify-group-queue.txt"


@pytest.mark.parametrize("number", [1, 2])
def test_number(number):
    assert number > 0


@pytest.mark.xdist_group(name="xdistify_group_queue")
@pytest.mark.filterwarnings("error")
def test_makes_queue():
    with open(QUEUE, "w") as queue:
        queue.write("a")
