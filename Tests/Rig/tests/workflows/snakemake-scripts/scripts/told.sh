#!/usr/bin/env bash
. "${snakemake[scriptdir]}/helpers.sh"
{
  say "${snakemake_input[0]}" "${snakemake_params[0]}" "${snakemake_params[word]}" "${snakemake_params[half]}" "${snakemake_params[many]}"
  say "${snakemake_wildcards[sample]}" "${snakemake[threads]}" "${snakemake_resources[mem_mb]}" "${snakemake_config[depth]}"
  say "${snakemake[rule]}" "${snakemake[bench_iteration]}" "${snakemake[scriptdir]}" "${#snakemake_input[@]}"
} > "${snakemake_output[0]}"
echo done > "${snakemake_log[0]}"
