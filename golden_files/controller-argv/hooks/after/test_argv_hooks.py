def test_noted(noted):
    assert noted == {"configure": True, "modifyitems": True, "setup": True}
