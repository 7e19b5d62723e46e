version 1.1

workflow example {
  runtime {
    cpu: 1
  }
}
