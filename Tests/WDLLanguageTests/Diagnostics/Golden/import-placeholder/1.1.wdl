version 1.1

import "~{name}.wdl"

workflow example {
}
