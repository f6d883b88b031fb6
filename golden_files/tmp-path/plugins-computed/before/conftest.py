from pathlib import Path

HERE = Path(__file__).parent
pytest_plugins = [path.stem for path in HERE.glob("plugins_computed_*.py")]
