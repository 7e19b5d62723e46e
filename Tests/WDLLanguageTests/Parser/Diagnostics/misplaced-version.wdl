import "a.wdl"

version 1.0

workflow w {
  input {
    Int a
  }
}
