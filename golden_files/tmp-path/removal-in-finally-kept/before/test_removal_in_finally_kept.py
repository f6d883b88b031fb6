import os


def test_try():
    try:
        with open("removal-in-finally.txt", "w") as f:
            f.write("""one
two
""")
        assert os.path.getsize("removal-in-finally.txt") == 8
    finally:
        os.remove("removal-in-finally.txt")
