version 1.3

import a.wdl
import "b.wdl" as
import "c~{x}.wdl"
import "d.wdl" alias A B

workflow w {
}
