def test_schema(database):
    assert open(database).read().startswith("schema")


def test_version(database):
    assert open(database).read().endswith("1")
