version 1.0

workflow wait {
  input {
    Int seconds
  }

  call sleep {
    input:
      seconds = seconds
  }
}

task sleep {
  input {
    Int seconds
  }

  command <<<
    sleep ~{seconds}
  >>>
}
