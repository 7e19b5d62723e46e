version 1.1

task example {
  input {
    Int threads
  }
  command <<<
    sort --parallel=4 reads.txt
  >>>
  runtime { container: "debian:12" }
}
