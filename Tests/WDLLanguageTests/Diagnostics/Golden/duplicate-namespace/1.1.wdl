version 1.1

import "lib/tools.wdl"
import "lib/other/tools.wdl"

workflow example {
}
