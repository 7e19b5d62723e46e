version 1.1

# One task that asks for as much as it is told to.
task sized {
  input {
    Int cpu
    String memory
  }

  command <<<
    echo started
  >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    cpu: cpu
    memory: memory
  }
}
