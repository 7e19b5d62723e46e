version 1.0

import "absent.wdl" as absent

workflow w {
  call absent.t
}
