version 1.1

# Says something at the beginning and at the end, on both streams.
workflow talking {
  input {
    Int seconds
    Int number = 1
  }

  scatter (each in range(number)) {
    call talk { input: seconds }
  }
}

task talk {
  input {
    Int seconds
  }

  command <<<
    echo first words
    echo complaint >&2
    sleep ~{seconds}
    echo last words
  >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    memory: "64 MiB"
  }
}
