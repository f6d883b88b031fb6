import os


def test_report(tmp_path):
    literal_repeated_path = tmp_path / "literal-repeated.txt"
    with open(literal_repeated_path, "w") as f:
        f.write("ok")
    assert os.path.exists(literal_repeated_path)
    assert open(literal_repeated_path).read() == "ok"
