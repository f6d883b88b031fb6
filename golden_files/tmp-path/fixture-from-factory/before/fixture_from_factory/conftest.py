from fixture_from_factory_helper import seeding

settings = seeding("fixture_from_factory.ini")
