import pytest


@pytest.fixture(scope="session")
def sd_chain_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sd-chain")
    (folder / "raw.txt").write_text("3\n1\n2\n")
    lines = (folder / "raw.txt").read_text().split()
    (folder / "sorted.txt").write_text("\n".join(sorted(lines)))
    return folder


def test_collect(sd_chain_dir):
    assert (sd_chain_dir / "raw.txt").exists()


def test_sort(sd_chain_dir):
    assert (sd_chain_dir / "sorted.txt").read_text() == "1\n2\n3"


def test_total(sd_chain_dir):
    numbers = (sd_chain_dir / "sorted.txt").read_text().split()
    assert sum(map(int, numbers)) == 6
