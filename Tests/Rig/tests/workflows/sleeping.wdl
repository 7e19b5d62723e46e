version 1.1

# Sleeps longer than any test waits, in two jobs at once.
workflow sleeping {
  input {
    String seconds
  }

  scatter (number in [1, 2]) {
    call sleep_on { input: seconds }
  }
}

task sleep_on {
  input {
    String seconds
  }

  command <<<
    sleep ~{seconds}
  >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    cpu: 1
    memory: "64 MiB"
  }
}
