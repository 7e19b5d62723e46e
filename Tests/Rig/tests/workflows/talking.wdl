version 1.1

# Says something at the beginning and at the end, on both streams.
workflow talking {
  input {
    Int seconds
    Int number = 1
    Int lines = 0
  }

  scatter (each in range(number)) {
    call talk { input: seconds, lines }
  }
}

task talk {
  input {
    Int seconds
    Int lines
  }

  command <<<
    echo first words
    echo complaint >&2
    number=0
    while [ $number -lt ~{lines} ]; do number=$((number + 1)); echo "line $number"; done
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
