version 1.3

import "lib/draft.wdl" as draft
import "lib/old.wdl" as old

workflow example {
  call old.a
}
