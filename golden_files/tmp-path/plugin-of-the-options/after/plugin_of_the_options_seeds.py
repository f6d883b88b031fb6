import pytest


@pytest.fixture(autouse=True)
def seeded(tmp_path):
    with open(tmp_path / "plugin_of_the_options.ini", "w") as out:
        out.write("[base]")
