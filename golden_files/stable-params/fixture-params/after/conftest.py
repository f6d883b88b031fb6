import pytest

BACKENDS = {"memory", "disk", "remote"}


@pytest.fixture(params=sorted(BACKENDS), ids=lambda backend: backend[0])
def backend(request):
    return request.param
