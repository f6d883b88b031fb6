import sys as system


def test_other_name():
    def is_given(word):
        return word in system.argv

    assert is_given("-q")
