import pytest


@pytest.fixture(scope="package")
def kit(tmp_path_factory):
    tmp_dir = tmp_path_factory.mktemp("fixture_kit_tests")
    work = tmp_dir / "_work"
    work.mkdir()
    (work / "parts.tsv").write_text("id\tname\n1\tbolt\n2\tnut\n")
    yield work
