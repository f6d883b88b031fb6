from pathlib import Path

HERE = Path(__file__).parent


def find_settings():
    path = Path(__file__).with_name("taken_away.env")
    return path.read_text().strip() if path.exists() else None


def test_settings():
    assert find_settings() == "a=1"


def test_no_settings(tmp_path):
    path = Path(HERE, "taken_away.env")
    kept = tmp_path / "kept.env"
    path.rename(kept)
    try:
        assert find_settings() is None
    finally:
        kept.rename(path)
