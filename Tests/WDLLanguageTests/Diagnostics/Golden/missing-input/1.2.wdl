version 1.2

import "lib/tools.wdl"
import "lib/open.wdl"

workflow example {
  call tools.cut
  call open.outer
}
