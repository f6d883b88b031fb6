from bellapp.server import ring


def test_ring():
    assert ring() > 0
