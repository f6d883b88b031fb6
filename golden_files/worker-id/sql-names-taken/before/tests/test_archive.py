def test_box(boxes):
    boxes.execute("INSERT INTO boxes VALUES ('urn:example:archive:1')")
    assert boxes.execute("SELECT count(*) FROM boxes").fetchone() == (1,)


def test_no_boxes(boxes):
    assert boxes.execute("SELECT * FROM boxes").fetchall() == []
