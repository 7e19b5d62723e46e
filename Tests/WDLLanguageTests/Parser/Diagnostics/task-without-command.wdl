version 1.3

task t {
  output {
    Int a = 1
  }
}
