version 1.2

import "lib/tools.wdl"

workflow w {
  call tools.count
  call tools.count as twice { threads = 2 }
}
