"""What is sent into the containers of rules that run without Snakemake: as text, nothing here is imported."""
from pathlib import Path


def text(name):
    return Path(__file__).with_name(name).read_text()
