def test_first_in_first_out(queue):
    for number in range(80):
        queue.put(number)
    assert [queue.take() for _ in range(80)] == [str(number) for number in range(80)]


def test_empty_queue(queue):
    assert queue.take() is None
    assert len(queue) == 0


def test_key(queue, redis_client):
    queue.put("milk")
    assert redis_client.lrange("errands:pending", 0, -1) == ["milk"]
