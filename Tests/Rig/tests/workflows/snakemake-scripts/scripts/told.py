from helpers import names

told = snakemake
known = [
    names(told.input), names(told.input.more), names([told.output[0], *told.log]), told.params[0], told.params.word, told.params["half"],
    told.params.many, sorted(told.params.keys()), dict(told.wildcards.items()), told.threads, told.resources.mem_mb, told.config["depth"],
    told.rule, told.bench_iteration, names([told.scriptdir, __file__]), told.log_fmt_shell(stdout=False).split()[0]]
with open(told.output[0], "w") as output:
    output.write("\n".join(map(repr, known)) + "\n")
with open(told.log[0], "w") as log:
    log.write("done\n")
