import os


def test_parts_are_joined(tmp_path):
    csv_1_path = tmp_path / "1.csv"
    with open(csv_1_path, "w") as file:
        file.write("a")
    csv_2_path = tmp_path / "2.csv"
    with open(csv_2_path, "w") as file:
        file.write("b")
    output_2024_report_path = tmp_path / "2024-report"
    with open(output_2024_report_path, "w") as file:
        file.write("c")
    joined = ""
    for name in [csv_1_path, csv_2_path, output_2024_report_path]:
        with open(name) as file:
            joined += file.read()
    assert joined == "abc"
    os.remove(csv_1_path)
    os.remove(csv_2_path)
