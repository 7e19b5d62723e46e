version 1.1

# What a command wrote before it ended with a status that counts as success is there for the next one.
task whatever {
  command <<<
    echo "one" > first.txt
    exit 1
  >>>

  output {
    File first = "first.txt"
  }

  runtime {
    container: "localhost/busybox:latest"
    continueOnReturnCode: true
  }
}

task listed {
  command <<<
    echo "two"
    exit 123
  >>>

  output {
    String second = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    continueOnReturnCode: [1, 12, 123]
  }
}

task both {
  input {
    File first
    String second
  }

  command <<<
    cat ~{first}
    echo "~{second}"
  >>>

  output {
    Array[String] lines = read_lines(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    continueOnReturnCode: 0
  }
}

workflow continue_on_return_code {
  call whatever
  call listed
  call both { input: first = whatever.first, second = listed.second }

  output {
    Array[String] lines = both.lines
  }
}
