version 1.2

workflow example {
  input {
    Boolean open
  }
  hints {
    allow_nested_inputs: open
  }
}
