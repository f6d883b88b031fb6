def test_read_back(recipes):
    recipes.write("soup", "two onions")
    for _ in range(50):
        assert recipes.read("soup") == "two onions"


def test_cached(recipes, cache):
    recipes.write("tea", "one leaf")
    recipes.read("tea")
    assert cache.get("recipe:tea") == "one leaf"


def test_unknown(recipes):
    assert recipes.read("soup") is None
