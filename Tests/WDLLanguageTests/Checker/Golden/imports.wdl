version 1.1

import "lib/tools.wdl" alias Read as Lesen
import "lib/structs.wdl"

workflow w {
  call tool.count
  call tools.counts
  call w
  call lib.deep.count as deep
}
