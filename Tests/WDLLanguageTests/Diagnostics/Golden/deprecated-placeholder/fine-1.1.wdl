version 1.1

workflow example {
  input {
    String name
  }
  output {
    String greeting = "hello ${name}"
  }
}
