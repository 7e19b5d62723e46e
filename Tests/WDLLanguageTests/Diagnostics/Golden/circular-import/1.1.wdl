version 1.1

import "lib/other.wdl"

workflow example {
}
