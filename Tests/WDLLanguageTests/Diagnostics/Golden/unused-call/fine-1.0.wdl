version 1.0

import "lib/old.wdl"

workflow example {
  call old.count
}
