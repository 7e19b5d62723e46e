version 1.1

workflow example {
  input {
    Array[String] names
  }
  output {
    String line = "~{sep=" " names}"
  }
}
