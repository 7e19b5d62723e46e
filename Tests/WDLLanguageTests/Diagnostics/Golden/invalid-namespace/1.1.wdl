version 1.1

import "lib/more-tools.wdl"

workflow example {
}
