version 1.1

task example {
  output {
    Int size = 3
  }
}
