file.create(snakemake@output[[1]])
