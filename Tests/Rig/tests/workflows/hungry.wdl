version 1.1

# Holds 120 MiB in memory: more than it asks for.
task hungry {
  command <<<
    dd if=/dev/zero of=/dev/null bs=125829120 count=1
  >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    cpu: 1
    memory: "64 MiB"
    maxRetries: 1
  }
}
