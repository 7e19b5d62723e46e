version 1.0

import "b.wdl" as deeper

workflow wf {
  input { Int n }
  call deeper.inc { input: n = n }
  call deeper.inc as twice { input: n = inc.out }
  output { Int out = twice.out }
}
