import wl_support


def test_support_b():
    assert wl_support.handler
