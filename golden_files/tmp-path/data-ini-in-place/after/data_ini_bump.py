import configparser


def bump(path, part):
    parser = configparser.ConfigParser()
    parser.read(path)
    numbers = [int(n) for n in parser["release"]["version"].split(".")]
    numbers[part] += 1
    numbers[part + 1:] = [0] * (2 - part)
    parser["release"]["version"] = ".".join(map(str, numbers))
    with open(path, "w") as f:
        parser.write(f)
