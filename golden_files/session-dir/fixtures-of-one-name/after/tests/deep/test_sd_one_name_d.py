import os


def test_third_is_written(sd_one_name_docs_report_path):
    assert os.path.getsize(sd_one_name_docs_report_path) == 5
