import os


def test_realpath(tmp_path):
    link_resolved_path = tmp_path / "link-resolved.txt"
    with open(link_resolved_path, "w") as f:
        f.write("ok")
    link_resolved_path_2 = tmp_path / "link-resolved.lnk"
    os.symlink(link_resolved_path, link_resolved_path_2)
    target = os.path.realpath(link_resolved_path_2)
    os.remove(link_resolved_path_2)
    assert os.path.exists(target)
    os.remove(link_resolved_path)
