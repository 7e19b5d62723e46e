version 1.0

workflow example {
  input {
    Array[String] names
  }
  output {
    String line = "~{sep=" " names}"
  }
}
