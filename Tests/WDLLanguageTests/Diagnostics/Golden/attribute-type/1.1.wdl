version 1.1

task example {
  input {
    String text
    Int? cores
  }
  command <<<>>>
  runtime {
    container: "debian:12"
    maxRetries: "1"
    cpu: cores
    gpu: text
  }
}
