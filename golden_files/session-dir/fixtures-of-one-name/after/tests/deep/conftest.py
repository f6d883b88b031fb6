import pytest


@pytest.fixture(scope="session")
def sd_one_name_dist_report_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-one-name-dist") / "report.txt"
    with open(path, "w") as file:
        file.write("second")
    return path
