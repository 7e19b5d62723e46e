version 1.1

# Equal tasks that are ready together. Each says its number; those that are to fail do so, with 4.
workflow scattered {
  input {
    Int count
    Int failing = -1
    Float seconds = 0
    String image = "localhost/busybox:latest"
  }

  scatter (number in range(count)) {
    call say { input: number, status = if number == failing then 4 else 0, seconds, image }
  }

  output {
    Array[String] said = say.said
  }
}

task say {
  input {
    Int number
    Int status
    Float seconds
    String image
  }

  command <<<
    sleep ~{seconds}
    echo number ~{number}
    exit ~{status}
  >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: image
    cpu: 1
    memory: "64 MiB"
  }
}
