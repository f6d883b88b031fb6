import plugins_put_together_names as names

pytest_plugins = names.COMMON + ["plugins_put_together_more"]
