import os

from kept_rotated_by_code_rotate import rotate

DIR = "/tmp/sd-rotate"


def test_setup_files():
    os.makedirs(DIR, exist_ok=True)
    for i in range(3):
        open(f"{DIR}/{i}.log", "w").close()
    assert sorted(os.listdir(DIR)) == ["0.log", "1.log", "2.log"]


def test_rotate():
    assert rotate(DIR) == ["0.log"]


def test_rotated():
    assert sorted(os.listdir(DIR)) == ["1.log", "2.log"]
