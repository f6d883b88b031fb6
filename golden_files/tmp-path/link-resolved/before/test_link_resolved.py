import os


def test_realpath():
    with open("/tmp/link-resolved.txt", "w") as f:
        f.write("ok")
    os.symlink("/tmp/link-resolved.txt", "/tmp/link-resolved.lnk")
    target = os.path.realpath("/tmp/link-resolved.lnk")
    os.remove("/tmp/link-resolved.lnk")
    assert os.path.exists(target)
    os.remove("/tmp/link-resolved.txt")
