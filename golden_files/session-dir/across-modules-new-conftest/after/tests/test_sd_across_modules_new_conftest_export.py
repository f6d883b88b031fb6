import os


def test_export(people_path):
    assert os.path.getsize(people_path) > 10
