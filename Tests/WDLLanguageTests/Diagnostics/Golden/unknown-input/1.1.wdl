version 1.1

import "lib/tools.wdl"

workflow example {
  call tools.cut { input: widht = 3 }
}
