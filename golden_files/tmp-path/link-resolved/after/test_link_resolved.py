import os


def test_realpath(tmp_path):
    link_resolved_path = tmp_path / "link-resolved.txt"
    with open(link_resolved_path, "w") as f:
        f.write("ok")
    link_resolved_lnk_path = tmp_path / "link-resolved.lnk"
    os.symlink(link_resolved_path, link_resolved_lnk_path)
    target = os.path.realpath(link_resolved_lnk_path)
    os.remove(link_resolved_lnk_path)
    assert os.path.exists(target)
