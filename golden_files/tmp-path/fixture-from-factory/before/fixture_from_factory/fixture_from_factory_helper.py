import pytest


def seeding(path):
    @pytest.fixture(autouse=True)
    def seeded():
        with open(path, "w") as out:
            out.write("[base]")

    return seeded
