import logging

from wl_viewer import tail


def test_viewer():
    logging.getLogger("viewer").warning("seen")
    assert tail() == ["seen"]
