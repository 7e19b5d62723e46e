"""Draws how often each quality of a call occurs."""
from collections import Counter

from bars import drawing

with open(snakemake.input[0]) as calls:
    quals = [float(line.split("\t")[5]) for line in calls if not line.startswith("#")]

with open(snakemake.output[0], "w") as plot:
    plot.write(drawing(Counter(int(qual // 25) * 25 for qual in quals)))
