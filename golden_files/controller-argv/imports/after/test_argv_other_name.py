import sys as system


def test_other_name(pytestconfig):
    argv = getattr(pytestconfig, "workerinput", {}).get("mainargv", system.argv)

    def is_given(word):
        return word in argv

    assert is_given("-q")
