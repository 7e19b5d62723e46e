import "tasks.wdl" as lib
import "sub/flow.wdl"

workflow importing {
  call lib.twice { input: n = 4 }
  call flow.inner { input: start = twice.result }
  output {
    Int doubled = twice.result
    Int end = inner.end
  }
}
