import json
import os

from cwd_report_tool import main


def test_exit_code():
    assert main([]) == 1
    os.remove("cwd_report.json")


def test_report():
    assert main(["a", "b", "a"]) == 0
    with open("cwd_report.json") as f:
        assert json.load(f) == {"a": 2, "b": 1}
    os.remove("cwd_report.json")


def test_report_elsewhere(tmp_path):
    assert main(["a"], tmp_path / "other.json") == 0
    assert (tmp_path / "other.json").exists()
