def test_counter(client):
    for _ in range(100):
        client.incr("rabbits")
    assert client.get("rabbits") == "100"


def test_nothing_there(client):
    assert client.dbsize() == 0
