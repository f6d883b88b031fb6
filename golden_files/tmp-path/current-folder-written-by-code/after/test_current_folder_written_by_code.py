from xd_report_writer import nightly


def test_nightly(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    nightly([1, 2, 3])
    with open("nightly-2020-02-29.txt") as f:
        assert f.read() == "6"
