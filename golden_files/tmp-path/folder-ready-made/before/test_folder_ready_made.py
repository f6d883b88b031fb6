def test_writes():
    with open("/tmp/folder-ready-made/out/a.txt", "w") as f:
        f.write("ok")
    with open("/tmp/folder-ready-made/out/b.txt", "w") as f:
        f.write("ok")
    assert open("/tmp/folder-ready-made/out/a.txt").read() == "ok"
