version 1.1

workflow example {
  scatter (i in [1, 2]) {
  }
}
