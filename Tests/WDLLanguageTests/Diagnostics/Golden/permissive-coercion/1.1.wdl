version 1.1

workflow example {
  input {
    Int? given
  }
  Int size = given
}
