def tail():
    with open("wl_viewer.log") as log:
        return log.read().splitlines()[-1:]
