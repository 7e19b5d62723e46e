version 1.1

import "lib/tool.wdl"

workflow example {
}
