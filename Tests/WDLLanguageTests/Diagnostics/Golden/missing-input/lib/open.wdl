version 1.2

import "tools.wdl"

workflow outer {
  scatter (i in range(2)) {
    call tools.cut as first
  }
  hints {
    allow_nested_inputs: true
  }
}
