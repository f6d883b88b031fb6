def test_write(target):
    with open(target, "w") as f:
        f.write("ok")
