import helper_operator_helpers as helpers


def test_adds():
    helpers.Settings() << "base"
    with open("/tmp/helper-operator.ini", "a") as out:
        out.write("x")
    with open("/tmp/helper-operator.ini") as source:
        assert source.read() == "[base]x"
