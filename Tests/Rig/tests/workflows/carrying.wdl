version 1.1

# Reads a large file and a small one, keeps both, and says something before and after.
task carry {
  input {
    File large
    File small
    Int seconds = 0
    Int status = 0
    Int retries = 0
  }

  command <<<
    echo first words
    cat '~{large}' > large.out
    cat '~{small}' > small.out
    sleep ~{seconds}
    echo last words
    exit ~{status}
  >>>

  output {
    File large_out = "large.out"
    File small_out = "small.out"
    String said = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    memory: "256 MiB"
    maxRetries: retries
  }
}
