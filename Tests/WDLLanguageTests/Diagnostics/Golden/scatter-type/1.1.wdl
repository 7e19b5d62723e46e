version 1.1

workflow example {
  scatter (i in 3) {
    Int size = i
  }
}
