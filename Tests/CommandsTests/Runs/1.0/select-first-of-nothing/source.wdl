version 1.0

workflow w {
  input {
    Int? a
    Int? b
  }
  output { Int n = select_first([a, b]) }
}
