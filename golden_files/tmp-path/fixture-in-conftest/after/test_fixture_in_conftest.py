import configparser


def test_read(settings):
    parser = configparser.ConfigParser()
    with open(settings) as f:
        parser.read_file(f)
    assert parser["a"]["b"] == "1"
