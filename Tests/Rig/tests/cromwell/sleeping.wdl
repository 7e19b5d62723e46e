version 1.1

# A call that has ended, one that takes its time, and one after it.
task begin {
  command <<< echo "begun" >>>

  output {
    Boolean done = true
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

task wait {
  input {
    Boolean go
    Int seconds
  }

  command <<<
    sleep ~{seconds}
    date +%s%N
  >>>

  output {
    String ended = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

task last {
  input {
    String ended
  }

  command <<< echo "last" >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

workflow sleeping {
  input {
    Int seconds
  }

  call begin
  call wait { input: go = begin.done, seconds = seconds }
  call last { input: ended = wait.ended }

  output {
    String said = last.said
  }
}
