import os

import pytest

CARD = "/tmp/xdistify-group-card.txt"


class TestOuter:
	class TestInner:
		@pytest.mark.xdist_group(name="xdistify_group_card")
		def test_a_writes(self):
			with open(CARD, "w") as card:
				card.write("1")

		@pytest.mark.xdist_group(name="xdistify_group_card")
		def test_b_adds(self):
			with open(CARD, "a") as card:
				card.write("2")
			assert os.path.getsize(CARD) == 2

	@pytest.mark.xdist_group(name="xdistify_group_card")
	def test_c_reads(self):
		with open(CARD) as card:
			assert card.read() == "12"
		os.remove(CARD)

	def test_other(self):
		assert True
