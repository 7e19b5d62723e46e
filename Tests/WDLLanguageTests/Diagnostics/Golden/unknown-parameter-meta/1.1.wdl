version 1.1

workflow example {
  input {
    Int size
  }
  parameter_meta {
    sise: "how many"
  }
}
