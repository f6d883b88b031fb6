def test_build(index):
    assert index.exists()
