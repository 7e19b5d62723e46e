version 1.2

workflow example {
  input {
    String name
  }
  output {
    String greeting = "hello ${name}"
  }
}
