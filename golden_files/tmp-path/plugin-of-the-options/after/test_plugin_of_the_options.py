def test_adds(tmp_path):
    plugin_of_the_options_path = tmp_path / "plugin_of_the_options.ini"
    with open(plugin_of_the_options_path, "a") as out:
        out.write("x")
    with open(plugin_of_the_options_path) as source:
        assert source.read().startswith("[base]")
