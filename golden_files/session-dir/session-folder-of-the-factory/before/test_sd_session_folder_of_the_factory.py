import pytest


@pytest.fixture(scope="session")
def shared_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("shared")


def test_writes_report(shared_dir):
    (shared_dir / "report.txt").write_text("hello")


def test_reads_report(shared_dir):
    assert (shared_dir / "report.txt").exists()
