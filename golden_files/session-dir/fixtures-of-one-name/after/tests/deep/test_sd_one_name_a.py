import os


def test_first_is_written(report_path):
    assert os.path.getsize(report_path) == 5
