version 1.3

workflow example {
  else {
    Int size = 2
  }
}
