import hlp_manifest_tools as tools


def test_barrels():
    tools.save_manifest(barrels=["oil", "rum"])
    assert tools.load_manifest()["barrels"][1] == "rum"
    tools.drop_manifest()
