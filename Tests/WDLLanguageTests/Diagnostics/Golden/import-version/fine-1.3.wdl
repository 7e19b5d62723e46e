version 1.3

import "lib/tools.wdl"

workflow example {
}
