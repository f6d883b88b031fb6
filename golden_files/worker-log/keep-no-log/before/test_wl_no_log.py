import logging


def test_no_log(tmp_path):
    handler = logging.FileHandler(tmp_path / "own.log")
    handler.close()
    assert (tmp_path / "own.log").exists()


if __name__ == "__main__":
    logging.basicConfig(filename="wl_script.log", force=True)
