version 1.0
version 1.1

workflow w {
}
