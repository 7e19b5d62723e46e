version 1.1

workflow example {
  if (false) {
    Int size = 3
  }
  output {
    Int? found = size
  }
}
