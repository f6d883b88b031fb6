class Records:
    def __init__(self, service):
        self.service = service

    def save_record(self, text, location):
        if self.service.check_for_entry("box", location):
            text = self.service.fetch_text("box", location) + text
        self.service.load_string(text, "box", location)
        return True
