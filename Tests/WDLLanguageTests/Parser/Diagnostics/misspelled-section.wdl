version 1.3

task t {
  inputs {
    Int a
  }
  comand <<< echo ~{a} >>>
  output {
    Int b = 1
  }
}
