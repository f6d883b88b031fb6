def test_can_write():
    with open("/tmp/literal-once.txt", "w") as f:
        assert f.write("ok") == 2
