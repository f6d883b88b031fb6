def test_first_is_read(report_path):
    with open(report_path) as file:
        assert file.read() == "first"


def test_third_is_read(sd_one_name_docs_report_path):
    with open(sd_one_name_docs_report_path) as file:
        assert file.read() == "third"
