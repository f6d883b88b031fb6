COMMON = ["plugins_put_together_seeds"]
