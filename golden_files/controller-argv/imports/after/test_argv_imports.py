from sys import argv


def test_name(pytestconfig):
    controller_argv = getattr(pytestconfig, "workerinput", {}).get("mainargv", argv)
    assert "-q" in controller_argv
