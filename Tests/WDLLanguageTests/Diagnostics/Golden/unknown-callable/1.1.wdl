version 1.1

import "lib/tools.wdl"

workflow example {
  call count
}
