version 1.1

# A command on a disk of four mebibytes.
task fill {
  input {
    File? letter
    String action
  }

  command <<<
    ~{action}
  >>>

  output {
    File? zeros = "zeros"
  }

  runtime {
    container: "localhost/busybox:latest"
    memory: "128 MiB"
    tmpfs: ["/small:size=4"]
  }
}
