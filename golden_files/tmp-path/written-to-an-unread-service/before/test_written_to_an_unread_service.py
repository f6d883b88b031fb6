from remote_records import Records


class Service:
    def __init__(self):
        self.entries = {}


def load_string(self, text, box, location):
    self.entries[location] = text


setattr(Service, "check_for_entry", lambda self, box, location: location in self.entries)
setattr(Service, "fetch_text", lambda self, box, location: self.entries[location])
setattr(Service, "load_string", load_string)


def service():
    return globals()["Service"]()


def test_a_record_is_uploaded():
    store = service()
    assert Records(store).save_record("text", "far/away/1.rec")
    assert list(store.entries.values()) == ["text"]


def test_a_record_is_uploaded_again():
    store = service()
    records = Records(store)
    assert records.save_record("text", "far/away/1.rec")
    assert records.save_record("more", "far/away/1.rec")
    assert list(store.entries.values()) == ["textmore"]
