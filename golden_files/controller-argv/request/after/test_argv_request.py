import sys


def test_request(request):
    argv = getattr(request.config, "workerinput", {}).get("mainargv", sys.argv)
    # both spellings
    assert "-q" in argv or "--quiet" in argv
    assert len(argv) > 2
    assert request.node.name == "test_request"
