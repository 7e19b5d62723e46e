version 1.1

workflow example {
  Int size = 3
  output {
    Int doubled = 6
  }
}
