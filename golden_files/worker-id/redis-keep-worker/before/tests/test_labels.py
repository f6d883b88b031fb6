def test_labels(client, prefix):
    for number in range(100):
        client.sadd(prefix + "labels", f"label{number}")
    assert client.scard(prefix + "labels") == 100


def test_no_labels(client, prefix):
    assert client.scard(prefix + "labels") == 0
