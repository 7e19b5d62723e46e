version 1.1

# A process with a disk of its own: this program has to start itself anew to mount it.
task disks {
  command <<<
    echo kept > /mnt/scratch-of-a-test/file
    cat /mnt/scratch-of-a-test/file
  >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    disks: "/mnt/scratch-of-a-test 1 GiB"
  }
}
