version 1.1

# Says why on its last lines, and fails.
task failing {
  command <<<
    echo 'on the way'
    echo 'the reactor is cold' >&2
    exit 3
  >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    cpu: 1
    memory: "64 MiB"
  }
}
