import pytest


@pytest.fixture(params=["json", "yaml"])
def target(request, tmp_path):
    name = tmp_path / f"fixture-parametrised.{request.param}"
    with open(name, "w") as f:
        f.write(request.param)
    yield name


def test_target(target):
    with open(target) as f:
        assert f.read() in ("json", "yaml")
