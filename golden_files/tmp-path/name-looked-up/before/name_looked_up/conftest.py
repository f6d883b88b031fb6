import pytest


@pytest.fixture(autouse=True)
def settings(request):
    with open(request.module.SETTINGS, "w") as out:
        out.write("[base]")
