version 1.1

# Says very many lines at once, on both streams, and goes on for a while.
workflow chatty {
  input {
    Int lines
    Float seconds = 0
  }

  call chat { input: lines, seconds }
}

task chat {
  input {
    Int lines
    Float seconds
  }

  command <<<
    seq ~{lines} | sed 's/^/said /'
    seq ~{lines} | sed 's/^/complained /' >&2
    sleep ~{seconds}
    echo said at last
  >>>

  output {
    File said = stdout()
  }

  runtime {
    container: "localhost/busybox:latest"
    memory: "64 MiB"
  }
}
