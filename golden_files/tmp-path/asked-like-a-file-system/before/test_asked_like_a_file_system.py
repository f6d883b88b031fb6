import io


class Depot:
    def __init__(self):
        self.kept = {}

    def opening(self, name, mode="r"):
        if "w" not in mode:
            return io.StringIO(self.kept[name])
        self.kept[name] = "parcel"
        return io.StringIO()

    def put(self, name, text):
        self.kept[name] = text

    def has(self, name):
        return name in self.kept

    def names(self, folder):
        return sorted(self.kept)

    def take(self, name):
        del self.kept[name]


for verb, method in {
    "open": Depot.opening,
    "save": Depot.put,
    "load": Depot.opening,
    "exists": Depot.has,
    "listdir": Depot.names,
    "remove": Depot.take,
}.items():
    setattr(Depot, verb, method)


class TestDepot:
    def setup_method(self):
        self.depot = globals()["Depot"]()

    def test_open(self):
        with self.depot.open("letters.txt", "w") as file:
            file.write("parcel")
        assert self.depot.exists("letters.txt")
        with self.depot.open("letters.txt") as file:
            assert file.read() == "parcel"

    def test_save(self):
        self.depot.save("parcels.txt", "two")
        self.depot.save("boxes/large.txt", "three")
        assert self.depot.listdir(".") == ["boxes/large.txt", "parcels.txt"]
        assert self.depot.load("parcels.txt").read() == "two"

    def test_remove(self):
        self.depot.save("stamps.txt", "red")
        self.depot.remove("stamps.txt")
        assert not self.depot.exists("stamps.txt")
