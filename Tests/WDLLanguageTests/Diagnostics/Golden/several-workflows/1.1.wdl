version 1.1

workflow example {
}

workflow other {
}
