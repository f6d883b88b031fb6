import json

OTHERS = {"dump", "load"}
FUNCTIONS = {name for name in dir(json) if name[0] == "d" or name[0] == "l"}
# Tested elsewhere.
FUNCTIONS -= OTHERS
FUNCTIONS -= {"decoder", "detect_encoding"}

SIZES = {2, 4}
SIZES |= {8}
