import os


def test_join(tmp_path):
    cfg = tmp_path / "gettempdir-join.toml"
    with open(cfg, "w") as f:
        f.write("a = 1")
    assert os.path.exists(cfg)


def test_pathlib(tmp_path):
    cfg = tmp_path / "gettempdir-pathlib.toml"
    cfg.write_text("a = 1")
    assert cfg.read_text() == "a = 1"


def test_variable(tmp_path):
    d = str(tmp_path)
    with open(d + "/gettempdir-plus.toml", "w") as f:
        assert f.write("a = 1") == 5
