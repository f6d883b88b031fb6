class Tag:
    def __init__(self):
        self.given = {}

    def put(self, name, text):
        self.given[name] = text


setattr(Tag, "attribute", Tag.put)


def test_attribute():
    tag = globals()["Tag"]()
    name = "mooring"
    tag.attribute(name, f"{name} in the north")
    assert tag.given == {"mooring": "mooring in the north"}


def test_file():
    with open("mooring", "w") as file:
        file.write("north")
    with open("mooring") as file:
        assert file.read() == "north"
