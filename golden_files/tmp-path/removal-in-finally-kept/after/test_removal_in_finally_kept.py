import os


def test_try(tmp_path):
    removal_in_finally_path = tmp_path / "removal-in-finally.txt"
    try:
        with open(removal_in_finally_path, "w") as f:
            f.write("""one
two
""")
        assert os.path.getsize(removal_in_finally_path) == 8
    finally:
        os.remove(removal_in_finally_path)
