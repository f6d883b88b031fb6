import os


def setUpModule():
    with open("/tmp/module-set-up.ini", "w") as out:
        out.write("[base]")


def tearDownModule():
    os.remove("/tmp/module-set-up.ini")


def test_adds():
    with open("/tmp/module-set-up.ini", "a") as out:
        out.write("x")
    with open("/tmp/module-set-up.ini") as source:
        assert source.read().startswith("[base]")


def test_adds_too():
    with open("/tmp/module-set-up.ini", "a") as out:
        out.write("y")
    with open("/tmp/module-set-up.ini") as source:
        assert source.read().endswith("y")
