from hlp_manifest_tools import drop_manifest, load_manifest, save_manifest


def test_crates():
    save_manifest(crates=4)
    assert load_manifest() == {"crates": 4}
    drop_manifest()


def test_empty():
    save_manifest()
    assert load_manifest() == {}
    drop_manifest()
