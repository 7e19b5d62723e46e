version 1.1

# An exit status other than 0 that is said to mean success.
task leave {
  command <<<
    exit 5
  >>>

  output {
    Boolean done = true
  }

  runtime {
    container: "localhost/busybox:latest"
    continueOnReturnCode: 5
  }
}

workflow exit_with_status {
  call leave

  output {
    Boolean done = leave.done
  }
}
