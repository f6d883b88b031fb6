def draw(places):
    with open("beside_plan.svg", "w") as file:
        file.write("".join(f"<text>{place.strip()}</text>" for place in places))


def drawn():
    with open("beside_plan.svg") as file:
        return file.read()
