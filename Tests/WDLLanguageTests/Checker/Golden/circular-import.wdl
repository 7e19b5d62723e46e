version 1.1

import "lib/circle.wdl"
import "lib/missing.wdl" as gone

workflow w {
  call gone.anything
  call circle.t
}
