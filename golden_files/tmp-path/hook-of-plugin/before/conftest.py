pytest_plugins = ["hook_of_plugin_seeds"]
