import pytest


@pytest.fixture(scope="session")
def report_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-one-name-build") / "report.txt"
    with open(path, "w") as file:
        file.write("first")
    return path


@pytest.fixture(scope="session")
def sd_one_name_docs_report_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-one-name-docs") / "report.txt"
    with open(path, "w") as file:
        file.write("third")
    return path
