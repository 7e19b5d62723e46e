version 1.1

# Numbers 1 and 3 fail; each comes to an end.
task leave {
  input {
    Int status
  }

  command <<<
    sleep $(( ~{status} / 2 ))
    exit ~{status}
  >>>

  runtime {
    container: "localhost/busybox:latest"
    continueOnReturnCode: [0, 2, 4]
  }
}

workflow terminal_status {
  scatter (status in range(5)) {
    call leave { input: status = status }
  }
}
