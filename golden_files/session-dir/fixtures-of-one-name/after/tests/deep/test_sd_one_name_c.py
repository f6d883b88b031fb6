def test_second_is_read(sd_one_name_dist_report_path):
    with open(sd_one_name_dist_report_path) as file:
        assert file.read() == "second"
