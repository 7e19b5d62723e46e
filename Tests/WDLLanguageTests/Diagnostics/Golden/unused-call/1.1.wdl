version 1.1

import "lib/tools.wdl"

workflow example {
  call tools.count
  call tools.count as first
  call tools.count as second after first
  call tools.cut { input: width = 3 }
  output {
    Int lines = second.lines
  }
}
