class Leaflet:
    def __init__(self):
        self.pages = []

    def print_all(self, variant):
        self.pages.append(variant)


setattr(Leaflet, "to_html", Leaflet.print_all)


def test_variant():
    leaflet = globals()["Leaflet"]()
    leaflet.to_html(variant="leaflet/wide.2")
    assert leaflet.pages == ["leaflet/wide.2"]
