from wl_support import handler


def test_support_a():
    assert handler
