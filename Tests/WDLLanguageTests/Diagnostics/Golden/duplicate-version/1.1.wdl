version 1.1
version 1.0

workflow example {
}
