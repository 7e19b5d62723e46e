version 1.0

import "lib/tools.wdl"

workflow example {
}
