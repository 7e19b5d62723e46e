version 1.1

struct Sample {
  Int size
}

workflow example {
  input {
    Int Sample
  }
  output {
    Int size = Sample
  }
}
