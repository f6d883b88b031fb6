import logging
import os


def test_handed(audit_log):
    logging.getLogger("handed").warning("noted")
    assert os.path.getsize(audit_log)
