import pytest


@pytest.fixture(autouse=True)
def seeded():
    with open("plugin_of_the_options.ini", "w") as out:
        out.write("[base]")
