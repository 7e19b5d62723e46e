import "lib/tools.wdl"
version 1.1

workflow example {
}
