version 1.1

workflow example {
  input {
    File reference = "/data/reference.fa"
  }
}
