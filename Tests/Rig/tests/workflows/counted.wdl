version 1.1

# Each task says in a file outside that it has come to its end.
task work {
  input {
    Int number
    Int seconds
    String ledger
  }
  command <<<
    sleep ~{seconds}
    echo "~{number}" >> "~{ledger}/ended"
    echo $((~{number} * 10)) > value
  >>>
  output {
    Int value = read_int("value")
    File file = "value"
  }
  runtime {
    container: "localhost/busybox:latest"
    memory: "64 MiB"
  }
}

task total {
  input {
    Array[File] files
  }
  command <<<
    sum=0
    for file in ~{sep=" " files}; do sum=$((sum + $(cat "$file"))); done
    echo $sum
  >>>
  output {
    Int sum = read_int(stdout())
  }
  runtime {
    container: "localhost/busybox:latest"
    memory: "64 MiB"
  }
}

workflow counted {
  input {
    Int count
    Int seconds
    String ledger
  }
  scatter (number in range(count)) {
    call work { input: number, seconds, ledger }
  }
  call total { input: files = work.file }
  output {
    Int sum = total.sum
  }
}
