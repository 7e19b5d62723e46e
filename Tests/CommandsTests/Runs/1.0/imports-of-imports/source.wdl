version 1.0

import "a.wdl"
import "a.wdl" as again

workflow w {
  call a.wf { input: n = 1 }
  call again.wf as other { input: n = 2 }
  output {
    Int x = wf.out
    Int y = other.out
  }
}
