import os


def test_second_is_written(sd_one_name_dist_report_path):
    assert os.path.getsize(sd_one_name_dist_report_path) == 6
