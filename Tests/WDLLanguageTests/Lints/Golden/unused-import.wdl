version 1.1

import "lib/tools.wdl" as called
import "lib/tools.wdl" as unused alias Reads as Others
import "lib/tools.wdl" as typed alias Reads as Named

workflow w {
  call called.count
  output {
    Named reads = Named { count: count.lines }
  }
}
