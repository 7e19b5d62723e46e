version 4.0

workflow example {
}
