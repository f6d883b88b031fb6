import pytest


@pytest.fixture(autouse=True)
def settings():
    with open("/tmp/plugins-computed.ini", "w") as out:
        out.write("[base]")
