version

workflow w {
}
