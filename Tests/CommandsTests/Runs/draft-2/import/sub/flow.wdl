import "../tasks.wdl" as lib

workflow inner {
  Int start
  call lib.twice { input: n = start }
  output { Int end = twice.result + 1 }
}
