version 1.1

task example {
  command <<<>>>
  scatter (i in [1]) {
    Int size = i
  }
}
