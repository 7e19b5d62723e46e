version 1.2

task example {
  input {
    String text
    Array[Int] numbers
  }
  command <<<>>>
  requirements {
    container: "debian:12"
    cpu: text
    max_retries: numbers
  }
  hints {
    short_task: 1
    max_cpu: text
    inputs: 3
  }
}

workflow other {
  hints {
    allow_nested_inputs: 1
  }
}
