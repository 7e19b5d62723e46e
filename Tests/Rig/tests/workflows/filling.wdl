version 1.1

# Writes eight mebibytes.
task filling {
  command <<<
    dd if=/dev/zero of=zeros bs=1048576 count=8
  >>>

  output {
    File zeros = "zeros"
  }

  runtime {
    container: "localhost/busybox:latest"
    cpu: 1
    memory: "64 MiB"
  }
}
