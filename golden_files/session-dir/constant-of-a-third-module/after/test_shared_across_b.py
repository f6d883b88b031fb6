def test_query(index):
    with open(index) as f:
        assert f.read().split() == ["a", "b"]
