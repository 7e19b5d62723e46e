version 1.2

# Commands that end as they are told to. 3 means success.
workflow endings {
  input {
    Array[String] lines
  }

  scatter (line in lines) {
    call ending { input: line }
  }

  output {
    Array[String] said = ending.said
  }
}

task ending {
  input {
    String line
  }

  command <<<
    echo first words
    ~{line}
  >>>

  output {
    String said = read_string(stdout())
  }

  requirements {
    container: "localhost/variants:latest"
    memory: "256 MiB"
    return_codes: [0, 3]
  }
}
