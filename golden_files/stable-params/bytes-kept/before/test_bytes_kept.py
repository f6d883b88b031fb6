# -*- coding: latin-1 -*-

import pytest
from random import random

CITIES = {'Köln', 'Zürich', 'Basel'}


class TestCity:
	@pytest.mark.parametrize('city', CITIES)
	def test_city(self, city):
		assert city in CITIES

	@pytest.mark.parametrize('value', [str(random())])
	def test_value(self, value):
		assert value