# Measures a command as `benchmark:` does, in any POSIX shell: memory is looked at now and then, as Snakemake does it, while
# time and bytes are what the kernel has counted for all its processes.

# benchmark_look ROOT SELF: the memory in kB of the processes below ROOT, without SELF: into rss, vms, uss and pss.
benchmark_look() {
  root=$1 self=$2 pairs='' family=" $1 " rss=0 vms=0 uss=0 pss=0 seen='' grown=yes
  for stat in /proc/[0-9]*/stat; do
    read -r line < "$stat" || continue
    pid=${stat#/proc/}
    set -- ${line##*) }
    pairs="$pairs ${pid%/stat}:$2"
  done
  while [ $grown ]; do
    grown=
    for pair in $pairs; do
      pid=${pair%:*}
      case $family in *" $pid "*) continue ;; esac
      case $family in
        *" ${pair#*:} "*) if [ "$pid" != "$self" ]; then family="$family$pid " grown=yes; fi ;;
      esac
    done
  done
  for pid in ${family#" $root "}; do
    for file in status smaps_rollup; do
      while read -r name amount _; do
        case $name in
          VmRSS:) rss=$((rss + amount)) ;;
          VmSize:) vms=$((vms + amount)) ;;
          Pss:) pss=$((pss + amount)) seen=yes ;;
          Private_*:) uss=$((uss + amount)) ;;
        esac
      done < "/proc/$pid/$file"
    done
  done
}

# benchmark_watch ROOT FILE: writes the most of each, whenever it has grown, until it is ended.
benchmark_watch() {
  most_rss=0 most_vms=0 most_uss=0 most_pss=0 looks=0
  read -r own _ < /proc/self/stat
  while [ -d "/proc/$1" ]; do
    benchmark_look "$1" "$own"
    before="$most_rss $most_vms $most_uss $most_pss"
    if [ $rss -gt $most_rss ]; then most_rss=$rss; fi
    if [ $vms -gt $most_vms ]; then most_vms=$vms; fi
    if [ $uss -gt $most_uss ]; then most_uss=$uss; fi
    if [ $pss -gt $most_pss ]; then most_pss=$pss; fi
    if [ "$before" != "$most_rss $most_vms $most_uss $most_pss" ]; then
      echo "$most_rss $most_vms ${seen:+$most_uss $most_pss}" >> "$2"
    fi
    looks=$((looks + 1))
    if [ $looks -gt 60 ]; then sleep 5; else sleep 0.5 || sleep 1; fi || return
  done
}

# benchmark_count: what this shell's children have used: cpu and now in hundredths of seconds, bytes_in and bytes_out.
benchmark_count() {
  read -r line < /proc/self/stat
  set -- ${line##*) }
  cpu=$((${14} + ${15})) bytes_in='' bytes_out=''
  read -r now _ < /proc/uptime
  now=${now%.*}${now#*.}
  while read -r name amount; do
    case $name in read_bytes:) bytes_in=$amount ;; write_bytes:) bytes_out=$amount ;; esac
  done < /proc/self/io
} 2> /dev/null

benchmark_begin() {
  benchmark_most=.snakemake/martlet_benchmark
  mkdir -p .snakemake
  : > "$benchmark_most"
  # This may be a shell within a shell: $$ is the outermost.
  read -r shell _ < /proc/self/stat
  benchmark_watch "$shell" "$benchmark_most" < /dev/null > /dev/null 2>&1 &
  benchmark_watcher=$!
  benchmark_count
  benchmark_began="$now $cpu ${bytes_in:--} ${bytes_out:--}"
}

# benchmark_cell AMOUNT UNIT: the amount in units with two decimals, NA when there is none.
benchmark_cell() {
  if [ -z "$1" ]; then printf '\tNA'; else printf '\t%d.%02d' $(($1 / $2)) $(($1 % $2 * 100 / $2)); fi
}

# benchmark_end STATUS FILE: ends with the command's status if that is not 0, else writes the file.
benchmark_end() {
  # Before the watcher is ended: what it used is no business of the command's.
  benchmark_count
  kill "$benchmark_watcher"
  if [ "$1" != 0 ]; then exit "$1"; fi
  status=$1 file=$2 rss='' vms='' uss='' pss=''
  while read -r rss_ vms_ uss_ pss_; do rss=$rss_ vms=$vms_ uss=$uss_ pss=$pss_; done < "$benchmark_most"
  set -- $benchmark_began
  took=$((now - $1)) cpu=$((cpu - $2))
  if [ "$3" = - ]; then bytes_in='' bytes_out=''; else bytes_in=$((bytes_in - $3)) bytes_out=$((bytes_out - $4)); fi
  seconds=$((took / 100)) days=''
  if [ $seconds -ge 172800 ]; then days="$((seconds / 86400)) days, "; elif [ $seconds -ge 86400 ]; then days='1 day, '; fi
  {
    printf 's\th:m:s\tmax_rss\tmax_vms\tmax_uss\tmax_pss\tio_in\tio_out\tmean_load\tcpu_time\n'
    printf '%d.%02d\t%s%d:%02d:%02d' $seconds $((took % 100)) "$days" $((seconds / 3600 % 24)) $((seconds / 60 % 60)) $((seconds % 60))
    for amount in "$rss" "$vms" "$uss" "$pss"; do benchmark_cell "$amount" 1024; done
    for amount in "$bytes_in" "$bytes_out"; do benchmark_cell "$amount" 1048576; done
    if [ $took -gt 0 ]; then benchmark_cell $((cpu * 10000 / took)) 100; else benchmark_cell ''; fi
    benchmark_cell $cpu 100
    echo
  } > "$file"
}
