import hlp_manifest_tools as tools


def test_barrels(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    tools.save_manifest(barrels=["oil", "rum"])
    assert tools.load_manifest()["barrels"][1] == "rum"
    tools.drop_manifest()
