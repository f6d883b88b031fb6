pytest_plugins = ["fixture_plugin_file_weather"]


def readings(path):
    with open(path) as log:
        for line in log:
            hour, degrees = line.split()
            yield hour, int(degrees)


def test_hours(station_log):
    assert [hour for hour, _ in readings(station_log)][-1] == "03:00"


def test_warmest(station_log):
    assert max(readings(station_log), key=lambda r: r[1]) == ("02:00", 9)
