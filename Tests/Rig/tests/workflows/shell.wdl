version 1.1

# Which shell is /bin/sh? It tells a busybox container from a Debian one, and both from the machine.
task shell {
  input {
    String image = "localhost/busybox:latest"
  }

  command <<<
    readlink -f /bin/sh
  >>>

  output {
    String path = read_string(stdout())
  }

  runtime {
    container: image
    cpu: 1
    memory: "64 MiB"
  }
}
