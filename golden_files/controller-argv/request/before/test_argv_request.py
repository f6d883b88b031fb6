import sys


def test_request(request):
    # both spellings
    assert "-q" in sys.argv or "--quiet" in sys.argv
    assert len(sys.argv) > 2
    assert request.node.name == "test_request"
