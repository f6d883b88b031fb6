import os


def test_load(tmp_path):
    cfg = tmp_path / "try-finally.toml"
    with open(cfg, "w") as f:
        f.write("a = 1")
    assert os.path.getsize(cfg) == 5
